/** Property tests try the same cases on every machine; `QIAOMEN_SEED=<whole number>` tries others. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['QIAOMEN_SEED'] ?? 20_261_123) });
