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
  waiting_one: '{{count}} photo waiting ({{size}})',
  waiting_other: '{{count}} photos waiting ({{size}})',
  none: 'No photo is waiting.',
  apart: 'Photos are sent after the records and go on where a cut left them. A record never waits for its photo.',
  wifiOnly: 'Send photos over Wi-Fi only',
  send: 'Send photos now',
  refused: 'Photos that were not accepted',
  fault: {
    damaged: 'The photo was damaged on this tablet.',
    not_a_picture: 'It is not a picture.',
    too_large: 'It is too large.',
  },
  later: {
    quota:
      'This tablet has sent enough photos for today. The rest follow by themselves tomorrow; they are all still here.',
    room: 'The server is short of space. Photos wait and are sent when there is room; records are sent as usual.',
  },
  leave_one: '{{count}} photo is not sent yet. Connect and send it, or save a sealed file for an administrator.',
  leave_other: '{{count}} photos are not sent yet. Connect and send them, or save a sealed file for an administrator.',
  handedOver_one:
    'The file holds {{count}} photo that was not sent; only the server can open it. The photo also stays here.',
  handedOver_other:
    'The file holds {{count}} photos that were not sent; only the server can open them. The photos also stay here.',
  kept_one: '{{count}} sealed photo is kept and is sent with the next connection.',
  kept_other: '{{count}} sealed photos are kept and are sent with the next connection.',
  again: 'Send again',
  giveUp: 'Remove',
  shown_one: '{{count}} photo',
  shown_other: '{{count}} photos',
  lookHint: 'Looking at a photo is written to the audit trail.',
  look: 'Look at photo {{number}}',
  notShown: 'The photo cannot be opened; try again later.',
} as const satisfies TextsOf<typeof shape>;
