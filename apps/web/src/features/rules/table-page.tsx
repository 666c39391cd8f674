/** The rules of one name at a place: what holds in words, what is being written, and all versions there were. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { RuleBody } from '@qiaomen/domain/rule-version/body';
import type { RulesDetail, RuleVersionLine } from '@qiaomen/domain/rule-version/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { OfficePage } from '../../ui/office-page.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { BodyView } from './body-view.tsx';
import { DraftSection } from './draft-section.tsx';
import { Folded } from './folded.tsx';
import classes from './rules.module.css';
import { useRuleWords } from './use-rule-words.tsx';

export const RulesTablePage = () => {
  const { say } = useText();
  const { nameOf } = useRuleWords();
  const { place: placeText = '', name = '' } = useParams();
  const place = AreaCode.safeParse(placeText).data ?? null;
  const detail = useQuery({
    ...trpc.ruleVersion.detail.queryOptions({ place: place ?? AreaCode.parse('22'), name }),
    enabled: place !== null,
    // a count runs beside: its progress is looked at again while it does
    refetchInterval: (query) => {
      const counting = query.state.data?.draft?.counting;
      return counting !== null && counting !== undefined && !counting.failed ? 1500 : false;
    },
  });
  if (detail.isError) return <FailureNotice cause={detail.error} retry={() => void detail.refetch()} />;
  if (detail.data === undefined || place === null)
    return (
      <OfficePage title={name}>
        <SkeletonRows count={6} />
      </OfficePage>
    );
  return (
    <OfficePage title={nameOf(name)} aside={<Link className={classes['link'] ?? ''} to={`/rules?area=${place}`}>{say('rules:back')}</Link>}>
      <Sheet detail={detail.data} />
    </OfficePage>
  );
}; // prettier-ignore

const Sheet = ({ detail }: { detail: RulesDetail }) => {
  const { say, plain, language } = useText();
  const client = useQueryClient();
  const { name, place, inForce, draft, history, newest, mayManage } = detail;
  const refresh = (): Promise<void> =>
    client.invalidateQueries({ queryKey: trpc.ruleVersion.detail.queryKey({ place, name }) });
  const save = useMutation(trpc.ruleVersion.save.mutationOptions({ onSuccess: refresh }));
  const keep = (body: RuleBody): void => save.mutate({ place, body, note: draft?.line.note ?? '', baseVersion: newest });
  const columns: Column<RuleVersionLine>[] = [
    { key: 'version', head: say('rules:version'), cell: (row) => say('rules:versionNo', { number: row.version }) },
    { key: 'state', head: say('rules:stateHead'), cell: (row) => say(`rules:state.${row.state}`) },
    { key: 'by', head: say('rules:by'), cell: (row) => row.author ?? '–' },
    { key: 'decidedBy', head: say('rules:decidedBy'), cell: (row) => row.decidedBy ?? '–' },
    { key: 'when', head: say('rules:when'), cell: (row) => formatInstant(language, row.decidedAt ?? row.createdAt) },
    { key: 'note', head: say('rules:note'), wide: true, cell: (row) => (row.note === '' ? '–' : row.note) },
  ];
  return (
    <>
      {draft === null ? null : (
        <DraftSection detail={detail} draft={draft} onChanged={() => void refresh()}>
          <BodyView place={place} body={draft.body} before={inForce.body} keep={mayManage ? keep : null} busy={save.isPending} />
        </DraftSection>
      )}
      {save.isError ? <FailureNotice cause={save.error} /> : null}
      <section className={classes['section']}>
        <h2>
          {say('rules:inForce')}
          {' · '}
          {inForce.version === 0 ? say('rules:shipped') : say('rules:versionNo', { number: inForce.version })}
        </h2>
        <Folded isOpen={draft === null} words={say('rules:rowsInForce')}>
          <BodyView place={place} body={inForce.body} keep={mayManage && draft === null ? keep : null} busy={save.isPending} />
        </Folded>
      </section>
      {history.length === 0 ? null : (
        <section className={classes['section']}>
          <h2>{say('rules:history')}</h2>
          <DataTable caption={plain('rules:history')} columns={columns} rows={history} rowKey={(row) => row.id} />
        </section>
      )}
    </>
  );
}; // prettier-ignore
