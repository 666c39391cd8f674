/** What the tablet holds, opened: the list, the queue and where the last pull stood. Screens read only this. */
import type { Campaign } from '@qiaomen/domain/campaign/query';
import type { Certificate } from '@qiaomen/domain/care/certificate';
import type { PullReply } from '@qiaomen/domain/sync/query';
import { emptyReplica, type Replica } from '@qiaomen/domain/sync/replica';
import type { OutboxItem } from './outbox-item.ts';
import { overlay, type FieldEntry } from './overlay.ts';

/** What the last pull said besides the entries, and where it stopped; kept as one sealed record. */
export interface PullState {
  epoch: string | null;
  /** the server's past the queue was last sent to; that of the list where it was never told apart */
  queueEpoch?: string | null;
  cursors: Readonly<Record<string, string>>;
  resume: Replica['resume'];
  campaigns: Campaign[];
  villages: PullReply['villages'];
  /** published in the stead of the rules that come with the program; absent where nothing was */
  rules?: NonNullable<PullReply['rules']>;
  /** of this user, and of who may come along; absent where no pull said so yet */
  certificates?: NonNullable<PullReply['certificates']>;
  colleagues?: NonNullable<PullReply['colleagues']>;
  scopeCount: number | null;
  /** end of the last pull that reached the end; null while the first list is still arriving */
  completedAt: string | null;
  lastContactAt: string | null;
}

export const noPullState: PullState = {
  epoch: null,
  cursors: {},
  resume: null,
  campaigns: [],
  villages: [],
  scopeCount: null,
  completedAt: null,
  lastContactAt: null,
};

/** @param at when the page came, by this tablet's clock */
export const pullStateAfter = (
  before: PullState,
  { epoch, cursors, resume }: Pick<Replica, 'epoch' | 'cursors' | 'resume'>,
  reply: PullReply,
  at: string,
): PullState => ({
  epoch,
  queueEpoch: epoch,
  cursors,
  resume,
  campaigns: reply.campaigns,
  villages: reply.hasMore ? before.villages : reply.villages,
  rules: (reply.hasMore ? before.rules : reply.rules) ?? [],
  certificates: reply.certificates ?? [],
  colleagues: (reply.hasMore ? before.colleagues : reply.colleagues) ?? [],
  scopeCount: reply.scopeCount,
  completedAt: reply.hasMore ? (before.epoch === reply.epoch ? before.completedAt : null) : at,
  lastContactAt: at,
});

export interface FieldMemory {
  replica: Pick<Replica, 'entries' | 'leaving'>;
  items: readonly OutboxItem[];
  pull: PullState;
  /** grows with every change on the disk, by whichever tab */
  generation: number;
}

export const emptyMemory: FieldMemory = { replica: emptyReplica, items: [], pull: noPullState, generation: -1 };

/** The open campaign new elders are added to. */
export const openCampaign = (memory: FieldMemory): Campaign | undefined =>
  memory.pull.campaigns.find((campaign) => campaign.state === 'open' && !campaign.isTest) ??
  memory.pull.campaigns.find((campaign) => campaign.state === 'open');

/** Of this user and of everybody who may come along. */
export const certificatesIn = ({ pull }: FieldMemory): Certificate[] => [
  ...(pull.certificates ?? []),
  ...(pull.colleagues ?? []).flatMap(({ certificates }) => certificates),
];

export const entriesOf = (memory: FieldMemory, userName: string): FieldEntry[] => {
  const names = new Map<string, string>(memory.pull.villages.map((village) => [village.areaCode, village.nameZh]));
  return overlay({
    replica: memory.replica,
    items: memory.items,
    campaigns: memory.pull.campaigns,
    villageName: (areaCode) => names.get(areaCode) ?? names.get(areaCode.slice(0, 12)),
    userName,
    certificates: certificatesIn(memory),
    rules: memory.pull.rules ?? [],
  });
};
