import { Link } from 'react-router';
import type { Progress, ProgressRow } from '@qiaomen/domain/figures/query';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { FigureLink, type FigureName } from './figure-link.tsx';

const shown = [
  'registered', 'visited', 'notVisited', 'agreed', 'refused', 'vaccinated', 'complete', 'overdue', 'withoutOwner', 'doorFound',
] as const satisfies FigureName[]; // prettier-ignore

const valueOf = (row: ProgressRow, figure: (typeof shown)[number]): number =>
  figure === 'notVisited' ? row.figures.registered - row.figures.visited : row.figures[figure];

/** One level of areas, or the workers of a village; the sum stands first. */
export const FigureTable = ({ campaignId, progress }: { campaignId: string; progress: Progress }) => {
  const { say, plain, language } = useText();
  const isTotal = (row: ProgressRow): boolean => row === progress.total;
  // people whose files say the county or township and no closer
  const isHere = (row: ProgressRow): boolean =>
    row.kind === 'area' && !isTotal(row) && row.areaCode === progress.total.areaCode;
  const nameOf = (row: ProgressRow): string =>
    row.kind === 'worker'
      ? (row.name ?? plain('office:progress.noOwner'))
      : areaName(language, { nameZh: row.name ?? row.areaCode, nameKo: row.nameKo, nameBo: row.nameBo });
  const columns: Column<ProgressRow>[] = [
    {
      key: 'name',
      head: say(progress.rows[0]?.kind === 'worker' ? 'office:progress.worker' : 'office:progress.area'),
      cell: (row) =>
        isTotal(row) ? (
          say('office:progress.total')
        ) : isHere(row) ? (
          say('office:progress.noCloser')
        ) : row.kind === 'worker' ? (
          nameOf(row)
        ) : (
          <Link
            to={`?campaign=${campaignId}&area=${row.areaCode}`}
            aria-label={plain('office:progress.down', { name: nameOf(row) })}
          >
            {nameOf(row)}
          </Link>
        ),
    },
    ...shown.map((figure): Column<ProgressRow> => ({
      key: figure,
      head: say(`office:figure.${figure}`),
      numeric: true,
      cell: (row) => (
        <FigureLink
          campaignId={campaignId}
          row={row}
          figure={figure}
          value={valueOf(row, figure)}
          exact={isHere(row)}
        />
      ),
    })),
  ];
  return (
    <DataTable
      caption={plain('office:progress.title')}
      columns={columns}
      rows={[progress.total, ...progress.rows]}
      rowKey={(row) => (isTotal(row) ? 'total' : `${row.areaCode}|${row.ownerId ?? ''}|${row.kind}`)}
      isTotal={isTotal}
    />
  );
};
