import 'fake-indexeddb/auto';
import { afterEach } from 'vitest';
import { cleanup, configure } from '@testing-library/react';

// the first screen of a file draws while its modules are still being compiled; a busy machine takes seconds for that
configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);
