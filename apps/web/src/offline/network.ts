/** The engine's way to the server. Work goes out under the tablet's own token, lists come in under the session. */
import type { Envelope } from '@qiaomen/domain/command';
import type { DeviceReport } from '@qiaomen/domain/device/query';
import type { Answer, Pull, PullReply, PushReply } from '@qiaomen/domain/sync/query';
import { api, createApi, failureOf } from '../api/client.ts';
import type { CallFailure } from '@qiaomen/domain/sync/sync-engine';
import type { Call } from './compressed-call.ts';
import type { SendSealed } from './stranded.ts';

export interface Network {
  push(commands: readonly Envelope[], deviceNow: string, epoch: string | null): Promise<PushReply>;
  pull(request: Pull): Promise<PullReply>;
}

type Api = ReturnType<typeof createApi>;

/** A connection that hangs must not hold the queue for ever; a full page over a very slow line still passes. */
const longestCallMs = 120_000;

/** Fetched when the first work goes out; where it cannot be had, work goes out as it is. */
const compressing = (): Call => {
  let made: Promise<Call> | undefined;
  return async (url, init) => {
    made ??= import('./compressed-call.ts').then(
      ({ compressedCall }) => compressedCall(fetch),
      () => fetch,
    );
    return (await made)(url, init);
  };
};

export const networkWith = (token: string): Network => {
  const call = compressing();
  return networkOver(
    createApi(() => ({ 'x-device-token': token }), { fetch: (url, init) => call(url, init as RequestInit) }),
    api,
  );
};

export const networkOver = (device: Api, session: Api, longestMs = longestCallMs): Network => {
  const inTime = () => ({ signal: AbortSignal.timeout(longestMs) });
  return {
    push: async (commands, deviceNow, epoch) => {
      const reply = await device.sync.push.mutate({ commands: [...commands], deviceNow, epoch }, inTime());
      const answers = reply.answers.map(
        // JSON drops what is undefined
        (answer): Answer => (answer.state === 'conflict' ? { ...answer, current: answer.current ?? null } : answer),
      );
      return { ...reply, answers };
    },
    pull: (request) => session.sync.pull.query({ ...request, client: __APP_VERSION__ }, inTime()),
  };
};

/** Under the tablet's own token, which still speaks after the tablet was revoked. */
export const reporterWith = (token: string): ((report: DeviceReport) => Promise<{ revoked: boolean }>) => {
  const device = createApi(() => ({ 'x-device-token': token }));
  return (report) => device.device.report.mutate(report);
};

/** Under the session: the tablet it was sealed on is no longer open to anyone. */
export const sendSealed: SendSealed = (deviceId, items) =>
  api.sync.pushSealed.mutate({ deviceId, items, deviceNow: new Date().toISOString() });

export const judgeFailure = (cause: unknown): CallFailure => {
  const failure = failureOf(cause);
  switch (failure.kind) {
    case 'network':
      return 'network';
    case 'trouble':
      return failure.status === 400 || failure.status === 413 ? 'unsendable' : 'trouble';
    case 'refused':
      switch (failure.error.code) {
        case 'client_too_old':
          return 'tooOld';
        case 'not_signed_in':
        case 'totp_required':
          return 'signedOut';
        case 'bad_input':
          return 'unsendable';
        default:
          return 'trouble';
      }
  }
};
