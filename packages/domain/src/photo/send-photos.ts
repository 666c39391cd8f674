/**
 * Sends pictures one after another, each in pieces from where the server stands. Clock, network and storage are given to
 * it. A picture never holds back its act, nor the next picture; what a cut line left goes on at the next call.
 */
import { photoPieceBytes, type PhotoDelay, type PhotoFault, type PhotoPlace, type PhotoReply } from './photo.ts';

export interface WaitingPhoto extends PhotoPlace {
  id: string;
  /** of what is sent */
  bytes: number;
}

export interface PhotoPorts {
  /** those whose act the server has answered, the oldest first */
  waiting(): Promise<readonly WaitingPhoto[]>;
  read(id: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  ask(place: PhotoPlace): Promise<PhotoReply>;
  send(place: PhotoPlace, piece: { from: number; of: number; bytes: Uint8Array<ArrayBuffer> }): Promise<PhotoReply>;
  kept(id: string, place: PhotoPlace): Promise<void>;
  refused(id: string, fault: PhotoFault): Promise<void>;
  /** the server takes no more now: this one and all behind it wait */
  delayed(why: PhotoDelay): Promise<void>;
  /** asked before every piece: the line may have become one that costs money */
  mayGoOn(): boolean;
}

/** A server that answers the same place again and again is not argued with for ever. */
const patience = 3;

/** @throws what the network throws; the pieces that arrived stay */
const sendOne = async (ports: PhotoPorts, photo: WaitingPhoto): Promise<'settled' | 'left' | 'later'> => {
  const { id, bytes: of } = photo;
  let reply = await ports.ask(photo);
  let stood = 0;
  while (reply.state === 'receiving') {
    if (!ports.mayGoOn() || stood >= patience) return 'left';
    const from = Math.min(reply.received, of);
    const bytes = await ports.read(id, from, Math.min(from + photoPieceBytes, of));
    const next = await ports.send(photo, { from, of, bytes });
    stood = next.state === 'receiving' && next.received <= from ? stood + 1 : 0;
    reply = next;
  }
  if (reply.state === 'unknown') return 'left';
  if (reply.state === 'later') {
    await ports.delayed(reply.why);
    return 'later';
  }
  await (reply.state === 'kept' ? ports.kept(id, photo) : ports.refused(id, reply.fault));
  return 'settled';
};

/** @returns how many found their end, and how many wait on */
export const sendPhotos = async (ports: PhotoPorts): Promise<{ settled: number; left: number }> => {
  let settled = 0;
  let left = 0;
  let isLater = false;
  for (const photo of await ports.waiting()) {
    const end: 'settled' | 'left' | 'later' = isLater || !ports.mayGoOn() ? 'left' : await sendOne(ports, photo);
    if (end === 'settled') settled += 1;
    else left += 1;
    isLater ||= end === 'later';
  }
  return { settled, left };
};
