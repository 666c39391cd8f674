/** UUIDv7 for rows the server makes: they sort by time, which keeps the indexes dense. */
import { randomUUID } from 'node:crypto';

export const newId = (at: Date): string => {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};
