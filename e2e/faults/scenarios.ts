/** What befalls tablets, line, server and database. One entry is one scenario; `run-scenario.ts` plays them all alike. */
import type { Harm } from './proxy.ts';

export type Misfortune =
  | 'killServer'
  | 'killServerThrice'
  | 'killDatabase'
  | 'killBoth'
  | 'killBackend'
  | 'stopServer'
  | 'freezeServer'
  | 'freezeDatabase'
  | 'diskRefuses'
  | 'lockedTable'
  | 'appKilledBeforeSend'
  | 'appKilledBeforeSave'
  | 'appKilledWhileSaving'
  | 'noSpaceForVisit'
  | 'noSpaceForAnswers'
  | 'noSpaceForList'
  | 'storageCleared'
  | 'twoTabsSend'
  | 'twoTabsRecord'
  | 'sessionEnds'
  | 'revoked'
  | 'roleTaken';

export interface Scenario {
  name: string;
  /** 1 unless said otherwise; all of one worker */
  tablets?: number;
  /** of each tablet, 4 unless said otherwise */
  visits?: number;
  /** in a soak; fifteen hundred visits at a few doors take the server minutes */
  soakVisits?: number;
  /** a picture goes with each of so many visits */
  photos?: number;
  soakPhotos?: number;
  /** recorded over so many days without a network */
  days?: number;
  /** the tablet's clock is wrong by so many hours */
  clockHours?: number;
  push?: readonly [Harm, number];
  pull?: readonly [Harm, number];
  photo?: readonly [Harm, number];
  while?: Misfortune;
}

export const scenarios: readonly Scenario[] = [
  { name: 'the line is good' },
  { name: 'no connection is made', push: ['refused', 3] },
  { name: 'the request is cut in the middle', push: ['cutInRequest', 2] },
  { name: 'the request is cut before its last byte', push: ['cutAtEndOfRequest', 2] },
  { name: 'the line is cut after the commit, before the reply', push: ['cutAfterCommit', 3] },
  { name: 'half the headers of the reply come', push: ['halfHeaders', 2] },
  { name: 'half the reply comes', push: ['halfReply', 2] },
  { name: 'the last byte of the reply is missing', push: ['lastByteMissing', 2] },
  { name: 'the line is reset in the reply', push: ['resetInReply', 2] },
  { name: 'the request hangs', push: ['hangsBefore', 1] },
  { name: 'the reply hangs', push: ['hangsAfterCommit', 1] },
  { name: 'the request arrives twice at once', push: ['sentTwice', 2], visits: 20 },
  { name: 'the request arrives once more later', push: ['sentTwiceLater', 2], visits: 10 },
  { name: 'every call takes long', push: ['slow', 2], pull: ['slow', 2] },
  { name: 'something in between refuses compressed calls', push: ['refusesCompressed', 9], visits: 60 },
  { name: 'something in between cuts compressed calls', push: ['cutsCompressed', 9], visits: 60 },
  { name: 'something in between takes the encoding off a call', push: ['losesEncoding', 9], visits: 60 },
  { name: 'a line of 1 Mbit/s', push: ['narrow', 5], pull: ['narrow', 5], visits: 60 },
  { name: 'a line of 128 kbit/s', push: ['veryNarrow', 2], pull: ['veryNarrow', 1], visits: 10 },
  { name: 'a guest network answers in the place of the server', push: ['captivePortal', 2] },
  { name: 'a gateway answers 502', push: ['badGateway', 2] },
  { name: 'something in between refuses large calls', push: ['tooLarge', 3], visits: 12 },
  { name: 'something answers that is no HTTP', push: ['garbage', 2] },
  { name: 'the list is cut in the middle', pull: ['halfReply', 2] },
  { name: 'the list hangs', pull: ['hangsAfterCommit', 1] },
  { name: 'a guest network answers instead of the list', pull: ['captivePortal', 2] },
  { name: 'a gateway answers 502 instead of the list', pull: ['badGateway', 2] },
  { name: 'cut in both directions', push: ['cutAfterCommit', 2], pull: ['halfReply', 2] },
  { name: 'the server is killed while work arrives', while: 'killServer', visits: 60 },
  { name: 'the server is killed three times in a row', while: 'killServerThrice', visits: 60 },
  { name: 'the database is killed while work arrives', while: 'killDatabase', visits: 60 },
  { name: 'server and database are killed while work arrives', while: 'killBoth', visits: 60 },
  { name: 'one process of the database is killed', while: 'killBackend', visits: 60 },
  { name: 'the server is asked to stop while work arrives', while: 'stopServer', visits: 60 },
  { name: 'the server stands still for three seconds', while: 'freezeServer', visits: 20 },
  { name: 'the database stands still for three seconds', while: 'freezeDatabase', visits: 20 },
  { name: 'the disk refuses to be written', while: 'diskRefuses', visits: 60 },
  { name: 'the register is locked for three seconds', while: 'lockedTable', visits: 10 },
  {
    name: 'the server is killed behind a line that is cut',
    while: 'killServer',
    push: ['cutAfterCommit', 1],
    visits: 60,
  },
  { name: 'the app is killed before it sends', while: 'appKilledBeforeSend' },
  { name: 'the app is killed before it saves the answer', while: 'appKilledBeforeSave' },
  { name: 'the app is killed in the middle of saving', while: 'appKilledWhileSaving' },
  { name: 'a visit finds no space on the tablet', while: 'noSpaceForVisit' },
  { name: 'the answers find no space on the tablet', while: 'noSpaceForAnswers' },
  { name: 'the list finds no space on the tablet', while: 'noSpaceForList' },
  { name: 'the tablet’s storage is cleared', while: 'storageCleared' },
  { name: 'two tabs send the same work at once', while: 'twoTabsSend', visits: 12 },
  { name: 'two tabs record at once', while: 'twoTabsRecord' },
  { name: 'the sign-in ends before the work is sent', while: 'sessionEnds' },
  { name: 'the tablet is revoked before the work is sent', while: 'revoked' },
  { name: 'the worker has another role before the work is sent', while: 'roleTaken' },
  { name: 'two tablets at the same doors', tablets: 2, visits: 10 },
  {
    name: 'two tablets at the same doors over a line that is cut',
    tablets: 2,
    visits: 10,
    push: ['cutAfterCommit', 3],
  },
  { name: 'a clock three days behind', clockHours: -72 },
  { name: 'a clock a year ahead', clockHours: 24 * 365 },
  { name: 'a picture is cut in the middle of a piece', photos: 2, photo: ['cutInRequest', 2] },
  { name: 'the answer to a piece of a picture is lost', photos: 2, photo: ['cutAfterCommit', 3] },
  { name: 'a piece of a picture arrives twice', photos: 2, photo: ['sentTwice', 3] },
  { name: 'a guest network answers in the place of a picture', photos: 2, photo: ['captivePortal', 2] },
  { name: 'the server is killed with pictures on their way', photos: 8, visits: 8, while: 'killServer' },
  { name: 'thirty days without a network', visits: 300, soakVisits: 1500, photos: 60, soakPhotos: 300, days: 30 },
  { name: 'two hundred tablets are back at once', tablets: 200, visits: 2 },
];
