import type { lock as shape } from '../zh-CN/lock.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const lock = unreviewed({
  title: 'PIN and lock',
  choose: 'Choose a PIN',
  chooseWhy: 'The list and your records are kept sealed on this tablet; only the PIN opens them.',
  newPin: 'New PIN',
  currentPin: 'Present PIN',
  digits: 'Six digits. No birthday, no phone number.',
  repeat: 'Once more',
  weak: 'Too easy to guess. Please choose another.',
  differs: 'The two are not the same.',
  save: 'Save PIN',
  notSet: 'It was not set. Please try again.',
  working: 'One moment…',
  enter: 'Enter your PIN',
  enterHint: 'Six digits; it opens by itself.',
  wrong_one: 'Wrong PIN. {{count}} try left.',
  wrong_other: 'Wrong PIN. {{count}} tries left.',
  notOpened: 'It did not open. Please try again. Your records are still there.',
  forgotten: 'Forgot the PIN',
  forgottenBody:
    'Connect to the network and prove with your password that it is you, then choose a new PIN. Unsent records still reach the server; unfinished forms are lost and the list is fetched again.',
  proceed: 'Go on',
  back: 'Back',
  wiped: 'Ten wrong PINs: the list on this tablet was removed',
  wipedBody:
    'Your records are not lost. Connect and sign in with your password; unsent records go to the server by themselves.',
  kept_one: '{{count}} sealed record is kept.',
  kept_other: '{{count}} sealed records are kept.',
  after: 'Lock after',
  minutes_one: '{{count}} minute',
  minutes_other: '{{count}} minutes',
  change: 'Change PIN',
  changed: 'The PIN was changed.',
  now: 'Lock now',
  withdrawn: 'This tablet was taken out of use',
  withdrawnBody:
    'The list was removed from it. Unsent records went to the supervisor to be looked at. Ask your supervisor.',
  tabletCode: 'Tablet code',
  lost: {
    missing: 'Records number {{numbers}} never reached the server.',
    arrived: 'The last that reached the server is number {{number}}',
    call: 'Call your supervisor now and record them again from paper or memory. The supervisor sees this too.',
    isItThis: 'Is this the tablet you used before?',
    isItThisBody: 'Your account has records on a tablet like this one that never reached the server.',
    yes: 'Yes, and its data is gone',
    no: 'No, this is another one',
  },
  leave: {
    handOver: 'Save a sealed file for an administrator',
    handedOver_one:
      'The file is saved. It holds {{count}} record that only the server can open; give it to an administrator. You can sign out now; the record also stays here.',
    handedOver_other:
      'The file is saved. It holds {{count}} records that only the server can open; give it to an administrator. You can sign out now; the records also stay here.',
  },
  fix: 'Put it right',
  handled: 'Seen to',
  chipSpace: 'Little space',
  chipMayGo: 'May be cleared',
  chipCounts: 'List {{here}}/{{there}} differs',
} as const satisfies TextsOf<typeof shape>);
