/** Figures and pointers of a bulk write: sums by village, owner and measure, and one `reset` for each village touched. */
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { loadTemp } from './load-temp.ts';
import { BulkMembers } from './member-figures.ts';
import { deltasOf, villageOf } from './write-entry.ts';
import type { Entry } from './entry.ts';

export class BulkFigures {
  readonly #sums = new Map<string, number>();
  readonly #villages = new Set<string>();
  readonly #members = new BulkMembers();

  /** `times`: of so many entries that count alike, whatever else differs; only while no base figure counts single members. */
  count(before: Entry | null, after: Entry | null, times = 1): void {
    this.#members.count(before, after);
    for (const { county, areaCode, campaignId, ownerId, measure, amount } of deltasOf(before, after)) {
      const key = [county, areaCode, campaignId, ownerId ?? '', measure].join('\t');
      this.#sums.set(key, (this.#sums.get(key) ?? 0) + amount * times);
    }
    for (const entry of [before, after])
      if (entry !== null) this.#villages.add(`${entry.county}\t${villageOf(entry.areaCode)}`);
  }

  async write(b: BulkWriter): Promise<void> {
    const villages = [...this.#villages].map((key) => key.split('\t'));
    await this.writeDeltas(b);
    await loadTemp(b, 'bulk_reset', { county: 'text', area_code: 'text' }, villages);
    await b.query(`INSERT INTO change (county, area_code, kind) SELECT county, area_code, 'reset' FROM bulk_reset`);
  }

  /** The figures alone, for a writer that announces each entry itself. */
  async writeDeltas(b: BulkWriter): Promise<void> {
    const deltas = [...this.#sums]
      .filter(([, amount]) => amount !== 0)
      .map(([key, amount]) => [...key.split('\t'), amount]);
    await loadTemp(
      b,
      'bulk_delta',
      { county: 'text', area_code: 'text', campaign_id: 'uuid', owner_id: 'text', measure: 'text', amount: 'int' },
      deltas,
      { joined: false },
    );
    await b.query(
      `INSERT INTO figure_delta (county, area_code, campaign_id, owner_id, measure, amount)
       SELECT county, area_code, campaign_id, nullif(owner_id, '')::uuid, measure, amount FROM bulk_delta`,
    );
    await this.#members.write(b);
    this.#sums.clear();
    this.#villages.clear();
  }
}
