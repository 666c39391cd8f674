import type { photo as shape } from '../zh-CN/photo.ts';
import type { TextsOf } from '../../texts.ts';

export const photo = {
  title: 'Photos',
  of: {
    visit: 'For example a vaccination card, a certificate, the house number.',
    close: 'For example a death certificate, a removal certificate, a medical record.',
    consent: 'Where the consent was signed on paper, photograph it; then no signature is needed on the screen.',
  },
  hint: 'Do not photograph the front of an ID card. A photo is sealed on this tablet and cannot be opened here once it is saved.',
  take: 'Take or choose a photo',
  full_one: 'At most {{count}} photo.',
  full_other: 'At most {{count}} photos.',
  working: 'Preparing the photo …',
  remove: 'Remove this one',
  number: 'Photo {{number}}',
  unreadable: 'This file is no picture that can be read; take it again. The record is not affected.',
  noSpace: 'Storage is nearly full: take no photos for now. Records are saved as usual.',
  failed: 'The photo was not kept; take it again. The record is not affected.',
  waiting_one: '{{count}} photo or recording waiting ({{size}})',
  waiting_other: '{{count}} photos or recordings waiting ({{size}})',
  none: 'No photo or recording is waiting.',
  apart:
    'Photos and recordings are sent after the records and go on where a cut left them. A record never waits for them.',
  wifiOnly: 'Send photos and recordings over Wi-Fi only',
  send: 'Send photos and recordings now',
  refused: 'Photos and recordings that were not accepted',
  fault: {
    damaged: 'It was damaged on this tablet.',
    not_a_picture: 'It is no picture or recording that can be read.',
    too_large: 'It is too large.',
  },
  later: {
    quota: 'This tablet has sent enough for today. The rest follow by themselves tomorrow; they are all still here.',
    room: 'The server is short of space. Photos and recordings wait and are sent when there is room; records are sent as usual.',
  },
  leave_one:
    '{{count}} photo or recording is not sent yet. Connect and send it, or save a sealed file for an administrator.',
  leave_other:
    '{{count}} photos or recordings are not sent yet. Connect and send them, or save a sealed file for an administrator.',
  handedOver_one:
    'The file holds {{count}} photo or recording that was not sent; only the server can open it. It also stays here.',
  handedOver_other:
    'The file holds {{count}} photos or recordings that were not sent; only the server can open them. They also stay here.',
  kept_one: '{{count}} sealed photo or recording is kept and is sent with the next connection.',
  kept_other: '{{count}} sealed photos or recordings are kept and are sent with the next connection.',
  again: 'Send again',
  giveUp: 'Remove',
  shown_one: '{{count}} photo',
  shown_other: '{{count}} photos',
  lookHint: 'Looking at a photo is written to the audit trail.',
  look: 'Look at photo {{number}}',
  notShown: 'The photo cannot be opened; try again later.',
  voice: {
    title: 'Voice note',
    hint: 'Only if the person agrees, at most {{seconds}} seconds. It is sealed on this tablet and cannot be heard here once it is saved.',
    start: 'Start recording',
    stop: 'Stop recording {{time}}',
    asking: 'Opening the microphone …',
    running: 'Recording, {{time}}',
    kept: 'Listen to it {{time}}',
    remove: 'Remove and record again',
    denied: 'The microphone may not be used. Allow it in the settings of the browser, or write a note instead.',
    missing: 'This tablet has no microphone that works. Write a note instead.',
    noSpace: 'Storage is nearly full: record nothing for now. Records are saved as usual.',
    failed: 'The recording was not kept; record it again, or write a note instead. The record is not affected.',
    write: 'Write a note',
    listen: 'Listen to the voice note',
    listenHint: 'Listening is written to the audit trail.',
    notHeard: 'The recording cannot be opened; try again later.',
  },
} as const satisfies TextsOf<typeof shape>;
