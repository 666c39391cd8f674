/** The program: reads the environment once, starts, says where it is, and stops when asked. */
import { BadEnvironment, readEnv, type Env } from './env.ts';
import { describeStart } from './install/describe-start.ts';
import { explainFailure } from './install/explain-failure.ts';
import { createLog } from './log.ts';
import { startServer } from './start-server.ts';

const log = createLog();
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Ctrl-C at a terminal arrives from the terminal and again from the program that started us. */
const sameKeyPress = 1000;

let stopping: string | undefined;
let askedAt = 0;
const asked = new Promise<string>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // a second Ctrl-C means now
      if (stopping !== undefined && signal === 'SIGINT' && Date.now() - askedAt > sameKeyPress) process.exit(130);
      if (stopping === undefined) askedAt = Date.now();
      stopping ??= signal;
      resolve(signal);
    });
  }
});
// one broken request must not take the others down, but a process in an unknown state must not go on
process.on('uncaughtException', (error) => {
  log.error({ err: error }, 'fault outside a request');
  process.exit(1);
});

let env: Env | undefined;
try {
  env = readEnv(process.env);
  const server = await startServer(env, {
    log,
    // an install that is not a demo never loads what invents people
    loadDemo: async (deps) => {
      say('Inventing a prefecture for the demo …');
      const { loadDemo } = await import('./demo/load-demo.ts');
      await loadDemo(deps);
    },
  });
  say(await describeStart(server, new Date()));
  const signal = await asked;
  log.info({ signal }, 'stopping');
  await server.stop();
  process.exit(0);
} catch (error) {
  if (error instanceof BadEnvironment) process.stderr.write(`${error.message}\n`);
  else if (env !== undefined && explainFailure(error, env) !== undefined)
    process.stderr.write(`Qiaomen could not start. ${explainFailure(error, env)}\n`);
  else {
    log.error({ err: error }, 'could not start');
    process.stderr.write(`Qiaomen could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  process.exit(1);
}
