/** The engine's way to the server. Work goes out under the tablet's own token, lists come in under the session. */
import type { Envelope } from '@qiaomen/domain/command';
import type { Answer, Pull, PullReply, PushReply } from '@qiaomen/domain/sync/query';
import { api, createApi, failureOf } from '../api/client.ts';
import type { CallFailure } from '@qiaomen/domain/sync/sync-engine';

export interface Network {
  push(commands: readonly Envelope[], deviceNow: string, epoch: string | null): Promise<PushReply>;
  pull(request: Pull): Promise<PullReply>;
}

export const networkWith = (token: string): Network => {
  const device = createApi(() => ({ 'x-device-token': token }));
  return {
    push: async (commands, deviceNow, epoch) => {
      const reply = await device.sync.push.mutate({ commands: [...commands], deviceNow, epoch });
      const answers = reply.answers.map(
        // JSON drops what is undefined
        (answer): Answer => (answer.state === 'conflict' ? { ...answer, current: answer.current ?? null } : answer),
      );
      return { ...reply, answers };
    },
    pull: (request) => api.sync.pull.query(request),
  };
};

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
