/** The shortest stories of faults that were found once, each by what must hold. */
import type { Fate, Step } from './steps.ts';

const ok: Fate = { kind: 'ok', meanwhile: null };
const sync = (who: 'worker' | 'other', ...fates: Fate[]): Step => ({ do: 'sync', who, fates, tap: false });
const worker = 'worker';
const other = 'other';

export const recordedStories: [string, Step[]][] = [
  [
    'a clock that was put back after an answer does not leave work shown as new for ever',
    [
      { do: 'clock', who: worker, hours: 72 },
      { do: 'call', who: worker, elder: 2 },
      { do: 'oldRefused' },
      sync(worker),
      { do: 'clock', who: worker, hours: 0 },
    ],
  ],
  [
    'a clock that was put back by days does not make work wait for days',
    [
      { do: 'visit', who: worker, elder: 2 },
      sync(worker, { kind: 'serverDown', meanwhile: null }, { kind: 'killedAfterSave', meanwhile: null }),
      { do: 'clock', who: worker, hours: -72 },
    ],
  ],
  [
    'a clock that jumps ahead by a year does not make the tablet forget what a restored server has to be told again',
    [
      { do: 'visit', who: worker, elder: 0 },
      sync(worker, ok, ok),
      { do: 'clock', who: worker, hours: 24 * 400 },
      sync(worker),
      { do: 'restore' },
    ],
  ],
  [
    'an elder with unsent work is on the list of a restored server, though the lost past knew a later state',
    [
      { do: 'visit', who: other, elder: 3 },
      sync(other, ok, { kind: 'killedAfterSave', meanwhile: { do: 'give', elder: 3, to: other } }),
      { do: 'restore' },
      { do: 'give', elder: 0, to: other },
    ],
  ],
  [
    'what stands on work of the lost past is sent behind it, also by a tablet that may not read',
    [
      { do: 'find', who: worker },
      { do: 'oldRefused' },
      sync(worker, ok, ok, { kind: 'serverCrash', meanwhile: null }),
      { do: 'restore' },
    ],
  ],
  [
    'a second visit to an elder whose finding was lost with the past is not kept aside',
    [sync(other), { do: 'find', who: other }, sync(other), { do: 'copy', who: other }, { do: 'restore' }],
  ],
  [
    'a gift taken back while a request hung may be judged either way',
    [
      { do: 'clock', who: other, hours: 1 },
      { do: 'visit', who: other, elder: 2 },
      { do: 'give', elder: 2, to: other },
      sync(worker, ok, ok, ok, ok),
      { do: 'give', elder: 2, to: worker },
      sync(other, { kind: 'late', meanwhile: null }),
      { do: 'visit', who: other, elder: 1 },
      sync(other, ok, { kind: 'storageFull', meanwhile: null }),
    ],
  ],
  [
    'a gift made in the very moment of a visit that was just sent changes nothing about it',
    [
      { do: 'duty', who: other, on: false },
      sync(
        other,
        { kind: 'ok', meanwhile: { do: 'visit', who: other, elder: 1 } },
        ok,
        { kind: 'storageFull', meanwhile: { do: 'give', elder: 1, to: other } },
        { kind: 'ok', meanwhile: { do: 'visit', who: other, elder: 3 } },
      ),
    ],
  ],
  [
    'a visit to somebody whose finding was kept aside is kept aside too, also when the duty is back',
    [
      { do: 'duty', who: other, on: false },
      { do: 'find', who: other },
      { do: 'duty', who: other, on: true },
      { do: 'wait', minutes: 20 },
      { do: 'copy', who: other },
    ],
  ],
  [
    'a duty that ended while a request hung may be judged either way, also before a gift',
    [
      { do: 'clock', who: other, hours: 1 },
      { do: 'visit', who: other, elder: 1 },
      { do: 'duty', who: other, on: false },
      sync(other, { kind: 'late', meanwhile: null }),
      { do: 'give', elder: 1, to: other },
      sync(other, { kind: 'sentTwice', meanwhile: null }, ok),
    ],
  ],
  [
    'a list that changes twice while it comes in pages is not read anew for its count',
    [
      sync(
        other,
        { kind: 'ok', meanwhile: { do: 'call', who: worker, elder: 2 } },
        { kind: 'requestLost', meanwhile: null },
        { kind: 'ok', meanwhile: { do: 'visit', who: worker, elder: 0 } },
      ),
      { do: 'reset', who: other },
      { do: 'move', elder: 2 },
      { do: 'visit', who: other, elder: 3 },
      sync(other, ok, ok, ok, { kind: 'ok', meanwhile: { do: 'move', elder: 2 } }),
    ],
  ],
  [
    'a visit made before the elder moved away counts, and one made after is kept aside',
    [
      sync(worker),
      { do: 'visit', who: worker, elder: 0 },
      { do: 'wait', minutes: 60 },
      { do: 'move', elder: 0 },
      { do: 'wait', minutes: 60 },
      { do: 'visit', who: worker, elder: 0 },
      sync(worker),
    ],
  ],
];
