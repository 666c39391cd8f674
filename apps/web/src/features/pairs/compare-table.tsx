import { IconArrowsLeftRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { PairRow, PairSide, PairSourceRow } from '@qiaomen/domain/link-pair/query';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Name } from '../../ui/name.tsx';
import classes from './compare-table.module.css';
import { markDifferences, markPlaces, type Part } from './mark-differences.ts';

const fields = ['name', 'sex', 'birthDate', 'idNumber', 'phone', 'area'] as const;
type Field = (typeof fields)[number];

/** The full numbers, once somebody has said what for. */
export interface FullNumbers {
  idNumber?: [string | null, string | null];
  phone?: [string | null, string | null];
}

const Marked = ({ parts }: { parts: readonly Part[] }) =>
  parts.map(({ text, differs, letters }, at) =>
    differs ? (
      <mark key={at} className={classes['differs']}>
        {letters === undefined ? (
          text
        ) : (
          <ruby>
            {text}
            <rt>{letters}</rt>
          </ruby>
        )}
      </mark>
    ) : (
      <span key={at}>{text}</span>
    ),
  );

const Head = ({ side, isCross }: { side: PairSide; isCross: boolean }) => {
  const { say } = useText();
  const [row] = side.rows;
  if (row === undefined) return null;
  return (
    <>
      {say(`codes:sourceKind.${row.kind}`)}
      <small className={classes['source']}>{say('review:row', { file: row.fileName, row: row.rowNo })}</small>
      <small className={classes['source']}>
        {side.person === null ? (
          say('review:notInRegister')
        ) : (
          <>
            <Link to={`/person/${side.person.county}/${side.person.personId}`}>{say('review:inRegister')}</Link>
            {side.person.entryState === null ? null : <> · {say(`codes:state.${side.person.entryState}`)}</>}
            {side.person.visits === 0 ? null : <> · {say('review:visits', { count: side.person.visits })}</>}
          </>
        )}
      </small>
      {isCross && side.countyName !== null ? (
        <Badge tone="deferred" icon={<IconArrowsLeftRight size={16} />}>
          {side.countyName}
        </Badge>
      ) : null}
    </>
  );
};

/** Two sides, one line a field, so that the eye goes straight across; below it what other offices say of the same person. */
export const CompareTable = ({ pair, full = {} }: { pair: PairRow; full?: FullNumbers }) => {
  const { say, plain } = useText();
  const [left, right] = [pair.left.rows[0], pair.right.rows[0]];
  if (left === undefined || right === undefined) return null;
  const isCross = pair.left.county !== null && pair.right.county !== null && pair.left.county !== pair.right.county;
  const valueOf = (row: PairSourceRow, field: Field, at: 0 | 1): string => {
    switch (field) {
      case 'name':
        return row.name;
      case 'sex':
        return plain(`codes:sex.${row.sex}`);
      case 'birthDate':
        return row.birthDate ?? '';
      case 'idNumber':
        return full.idNumber?.[at] ?? row.idMasked ?? '';
      case 'phone':
        return full.phone?.[at] ?? row.phoneMasked ?? '';
      case 'area':
        return row.areaPath.join(' ');
    }
  };
  const marks = (field: Field, a: string, b: string): { left: Part[]; right: Part[] } => {
    const places = field === 'idNumber' ? pair.differsAt.idNumber : field === 'phone' ? pair.differsAt.phone : [];
    if (places.length > 0 && a.length === b.length)
      return { left: markPlaces(a, places), right: markPlaces(b, places) };
    return markDifferences(a, b);
  };
  const cell = (text: string, parts: readonly Part[]): ReactNode =>
    text === '' ? <span className={classes['unknown']}>{say('common:unknown')}</span> : <Marked parts={parts} />;
  const others = (side: PairSide): ReactNode =>
    side.rows.slice(1).map((row) => (
      <li key={row.sourceId}>
        <small className={classes['source']}>
          {say(`codes:sourceKind.${row.kind}`)} · {say('review:row', { file: row.fileName, row: row.rowNo })}
        </small>
        <Name>{row.name}</Name> {plain(`codes:sex.${row.sex}`)} {row.birthDate ?? ''}
        <small className={classes['numbers']}>
          {[row.idMasked, row.phoneMasked, row.areaPath.at(-1)].filter((text) => (text ?? '') !== '').join(' · ')}
        </small>
      </li>
    ));
  const hasOthers = pair.left.rows.length > 1 || pair.right.rows.length > 1;
  return (
    <table className={classes['table']}>
      <caption className={classes['caption']}>{say('review:legend')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">
            <Head side={pair.left} isCross={isCross} />
          </th>
          <th scope="col">
            <Head side={pair.right} isCross={isCross} />
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const [a, b] = [valueOf(left, field, 0), valueOf(right, field, 1)];
          const marked = marks(field, a, b);
          return (
            <tr key={field} className={classes[field]}>
              <th scope="row">{say(`review:field.${field}`)}</th>
              <td>{cell(a, marked.left)}</td>
              <td>{cell(b, marked.right)}</td>
            </tr>
          );
        })}
        {hasOthers ? (
          <tr className={classes['others']}>
            <th scope="row">{say('review:also')}</th>
            <td>
              <ul>{others(pair.left)}</ul>
            </td>
            <td>
              <ul>{others(pair.right)}</ul>
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  );
};

export const PairNames = ({ names: [left, right] }: { names: readonly [string, string] }) => (
  <>
    <Name>{left}</Name> · <Name>{right}</Name>
  </>
);
