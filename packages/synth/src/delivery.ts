/**
 * One office at work: which rows a person gets in its file. A later delivery repeats every draw of the first one, so
 * that untouched people keep their rows byte for byte, and writes people who changed anew from streams of its own.
 */
import type { ShippedPrefecture } from '@qiaomen/domain/area/divisions/divisions';
import type { Clerk, ErrorModel, RowSlip, SourceFile } from './errors/error-model.ts';
import type { Cell } from './files/sink.ts';
import type { Person } from './people/person.ts';
import { createPlaces } from './people/places.ts';
import { randomStream } from './random.ts';
import { entryFor, type Office, type OfficeContext } from './sources/office.ts';

export interface Line {
  cells: readonly Cell[];
  slip: RowSlip;
  /** how a duplicate is written the second time */
  again: readonly Cell[];
}

export interface Desk {
  office: Office;
  context: OfficeContext;
  clerk: Clerk;
}

export interface Neighbours {
  family: readonly Person[];
  /** somebody a clerk can mistake the person for */
  lineAbove: Person;
}

export const openDesk = (
  office: Office,
  context: Omit<OfficeContext, 'random'>,
  model: ErrorModel,
  seed: string,
  tally: (mess: string) => void,
): Desk => ({
  office,
  context: { ...context, random: randomStream(seed, `office/${office.file}`) },
  clerk: model(office.file, randomStream(seed, `errors/${office.file}`), tally),
});

export const linesOf = (
  { office, context, clerk }: Desk,
  person: Person,
  { family, lineAbove }: Neighbours,
): Line[] => {
  const write = () => clerk.write(entryFor(person, family, lineAbove, office, context.random));
  const rows = office.rows(person, write, context);
  return rows.map((cells) => {
    const slip = clerk.rowSlip();
    // half of the duplicates are typed again from the same paper, with slips of their own
    const retyped = slip === 'duplicate' && rows.length === 1 && context.random.chance(0.5);
    return { cells, slip, again: retyped ? (office.rows(person, write, context)[0] ?? cells) : cells };
  });
};

type Change = 'none' | 'gone' | 'moved' | 'corrected';

/** Of a hundred people: one is gone, three have moved, of two a field was corrected; half a newcomer. */
export const newcomers = (people: number, later: number): number => Math.round(people * 0.005 * later);
const changeAt = (drawn: number): Change =>
  drawn < 0.01 ? 'gone' : drawn < 0.04 ? 'moved' : drawn < 0.06 ? 'corrected' : 'none';

export interface Life {
  person: Person;
  /** number of the delivery the rows were last written for; 0 is the first */
  writtenIn: number;
  gone: boolean;
}

/** What becomes of people between deliveries, one draw for each of them and each delivery. */
export const createFate = (
  seed: string,
  prefecture: ShippedPrefecture,
  later: number,
  firstPeople: number,
): ((person: Person) => Life) => {
  const places = createPlaces(prefecture);
  const streams = Array.from({ length: later }, (_, index) => ({
    draw: randomStream(seed, `later/${String(index + 1)}`),
    move: randomStream(seed, `later/${String(index + 1)}/moves`),
  }));
  return (person) => {
    const life: Life = { person, writtenIn: 0, gone: false };
    if (person.number > firstPeople) return life;
    for (const [index, { draw, move }] of streams.entries()) {
      const change = changeAt(draw.next());
      if (change === 'none' || life.gone) continue;
      life.writtenIn = index + 1;
      if (change === 'gone') life.gone = true;
      if (change !== 'moved' || person.outsider) continue;
      const { household } = life.person;
      life.person = {
        ...life.person,
        formerHome: household.home,
        household: { ...household, home: places.home(move) },
      };
    }
    return life;
  };
};

/** Who is gone stands in one of the lists that say so, and no longer in those of residents. */
export const departureOf = (person: Person): SourceFile => (person.number % 5 < 3 ? 'deaths' : 'move-outs');
