import type { ReactNode } from 'react';
import type { PairRow, PairSide } from '@qiaomen/domain/import-batch/query';
import { Sex } from '@qiaomen/domain/person/command';
import { useText } from '../../language/use-text.tsx';
import { Name } from '../../ui/name.tsx';
import classes from './compare-table.module.css';
import { markDifferences, type Part } from './mark-differences.ts';

const fields = ['name', 'sex', 'birthDate', 'idNumber', 'phone', 'area'] as const;

/** Two rows side by side, one line a field, so that the eye goes straight across. */
export const CompareTable = ({ pair }: { pair: PairRow }) => {
  const { say, plain } = useText();
  const valueOf = (side: PairSide, field: (typeof fields)[number]): string => {
    const sex = Sex.safeParse(side.sex);
    switch (field) {
      case 'name':
        return side.name;
      case 'sex':
        return sex.success ? plain(`codes:sex.${sex.data}`) : side.sex;
      case 'birthDate':
        return side.birthDate ?? '';
      case 'idNumber':
        return side.idMasked ?? '';
      case 'phone':
        return side.phoneMasked ?? '';
      case 'area':
        return side.areaPath.join(' ');
    }
  };
  const show = (parts: readonly Part[]): ReactNode =>
    parts.map(({ text, differs }, at) =>
      differs ? (
        <mark key={at} className={classes['differs']}>
          {text}
        </mark>
      ) : (
        <span key={at}>{text}</span>
      ),
    );
  const head = (side: PairSide): ReactNode => (
    <>
      {say(`codes:sourceKind.${side.kind}`)}
      <small className={classes['source']}>{say('admin:pairs.row', { file: side.fileName, row: side.rowNo })}</small>
    </>
  );
  return (
    <table className={classes['table']}>
      <caption className={classes['caption']}>{say('admin:pairs.legend')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{head(pair.left)}</th>
          <th scope="col">{head(pair.right)}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => {
          const [left, right] = [valueOf(pair.left, field), valueOf(pair.right, field)];
          const marked = markDifferences(left, right);
          const cell = (text: string, parts: readonly Part[]): ReactNode =>
            text === '' ? <span className={classes['unknown']}>{say('common:unknown')}</span> : show(parts);
          return (
            <tr key={field} className={classes[field]}>
              <th scope="row">{say(`admin:pairs.field.${field}`)}</th>
              <td>{cell(left, marked.left)}</td>
              <td>{cell(right, marked.right)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

export const PairNames = ({ pair }: { pair: PairRow }) => (
  <>
    <Name>{pair.left.name}</Name> · <Name>{pair.right.name}</Name>
  </>
);
