import { makeMemoryHarness } from './memory-harness.ts';
import { describeSyncStore } from './store-contract.ts';

describeSyncStore('memory', () => Promise.resolve(makeMemoryHarness()));
