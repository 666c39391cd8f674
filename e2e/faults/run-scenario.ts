/** Plays one scenario: record without a network, let it happen, and look what is left when all is quiet. */
import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../apps/web/src/offline/new-id.ts';
import { aVisit } from '@qiaomen/domain/sync/contract-world';
import { checkList, checkTablet } from './check-tablet.ts';
import { befall, type Stage } from './misfortunes.ts';
import { aPicture } from './picture.ts';
import { enrolTablets, type RealTablet } from './real-tablet.ts';
import type { Scenario } from './scenarios.ts';
import { befallTablet } from './tablet-misfortunes.ts';

const hour = 3_600_000;
const triesToTheEnd = 120;
const aMoment = 40;

const isAtRest = ({ at }: RealTablet, mayRead: boolean): boolean =>
  at.store.memory.items.every(({ row }) => row.state !== 'queued') && (!mayRead || at.engine.status.trouble === null);

/** The engine wakes when it asked to; its clock is put forward so that nobody has to wait. */
const drain = async (tablet: RealTablet, mayRead: boolean, waitMs: number): Promise<void> => {
  for (let tries = 0; tries < triesToTheEnd; tries += 1) {
    await tablet.at.engine.trigger();
    if (isAtRest(tablet, mayRead)) return;
    tablet.clock.ms += tablet.at.timers.at(-1)?.ms ?? 0;
    await pause(waitMs);
  }
  assert.fail(`never comes to rest: ${String(tablet.at.engine.status.trouble)}`);
};

/** Pictures wait for the next exchange after a cut; here it comes at once. */
const drainPhotos = async ({ at }: RealTablet): Promise<void> => {
  for (let tries = 0; tries < triesToTheEnd; tries += 1) {
    await at.sendPhotos();
    if (at.photos.counts.waiting === 0) return;
    await pause(aMoment);
  }
  assert.fail('a picture never arrives');
};

export const playScenario = async (stage: Stage, scenario: Scenario): Promise<void> => {
  const { product, proxy } = stage;
  const { tablets: count = 1, visits = 4, photos = 0, days = 0, clockHours = 0 } = scenario;
  const tablets = await enrolTablets(stage.signIn, product.url(), proxy.url, count);
  const recorded = new Map<string, string[]>(tablets.map(({ holder }) => [holder.deviceId, []]));
  const record = async (tablet: RealTablet): Promise<void> => {
    const people = [...((count <= 2 ? tablet : tablets[0])?.at.store.memory.replica.entries.values() ?? [])];
    const ids = recorded.get(tablet.holder.deviceId) ?? [];
    const person = people[ids.length % people.length];
    if (person === undefined) throw new Error('a worker of the demo without an entry');
    const { campaignId } = person;
    const command = aVisit(person.personId, { visitId: newId(Date.now()), campaignId });
    const { name, areaCode } = person;
    const about = { name, areaCode, entry: null };
    const now = new Date(tablet.clock.ms);
    const taken = ids.length < photos ? [await tablet.at.photos.add('form', aPicture(), now)] : [];
    const { item } = await tablet.at.submit({ command, about, draftId: null, photos: taken });
    ids.push(item.envelope.id);
  };
  try {
    for (const tablet of tablets) {
      // of many tablets only the first has a list yet: the others know the same people, and read theirs in the crowd
      if (count <= 2 || tablet === tablets[0]) await drain(tablet, true, aMoment);
      const end = tablet.clock.ms;
      tablet.clock.ms += clockHours * hour;
      for (let nth = 0; nth < visits; nth += 1) {
        if (days > 0) tablet.clock.ms = end - days * 24 * hour * (1 - (nth + 1) / visits);
        await record(tablet);
      }
    }
    for (const kind of ['push', 'pull', 'photo'] as const) {
      const plan = scenario[kind];
      if (plan !== undefined) proxy.plan(kind, plan[0], plan[1] * count);
    }
    const [first] = tablets;
    if (first === undefined) return;
    let sentBefore: string[] = [];
    const forget = (): void => {
      const sent = first.at.store.memory.items.filter(({ row }) => row.state === 'sent');
      assert.ok(sent.length > 0);
      recorded.set(first.holder.deviceId, []);
      sentBefore = sent.flatMap(({ command }) => ('visitId' in command ? [command.visitId] : []));
    };
    const mayBeAside = await befallTablet({ tablet: first, product, record, forget }, scenario.while);
    const mayRead = scenario.while !== 'sessionEnds' && !mayBeAside;
    const sending = Promise.all(tablets.map((tablet) => tablet.at.engine.trigger()));
    await pause(20 + Math.random() * 120);
    await befall(stage, scenario.while);
    await sending;
    await Promise.all(tablets.map((tablet) => drain(tablet, mayRead, aMoment * Math.ceil(count / 20))));
    await Promise.all(tablets.map(drainPhotos));
    await checkTablet(product, tablets, { recorded, sentBefore, mayBeAside });
    if (mayRead)
      for (const tablet of tablets.slice(0, 2)) {
        await tablet.at.engine.trigger();
        await checkList(tablet);
      }
  } finally {
    await product.query(`UPDATE app_user SET role = 'worker' WHERE id = $1`, [tablets[0]?.holder.userId]);
    for (const { at } of tablets) at.close();
  }
};

/** The trail is whole, and everything that is counted can be counted again. */
export const checkProduct = async ({ product }: Stage): Promise<void> => {
  for (const [program, ...args] of [
    ['audit.ts', 'verify'],
    ['rebuild.ts', '--check'],
  ] as const) {
    const { code, said } = await product.run(program, ...args);
    assert.equal(code, 0, said.slice(-2000));
  }
};
