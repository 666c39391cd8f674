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
} as const satisfies TextsOf<typeof shape>);
