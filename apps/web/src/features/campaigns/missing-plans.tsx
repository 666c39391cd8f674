/** Every county has an approved plan before its campaign opens: opening without one is possible, and said. */
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';
import { Notice } from '../../ui/notice.tsx';

export const MissingPlans = ({ campaignId }: { campaignId: string }) => {
  const { say, language } = useText();
  const plans = useQuery(trpc.workPlan.list.queryOptions({ campaignId, page: { page: 0, size: 200 } }));
  const missing = (plans.data?.rows ?? []).filter(({ approvedVersion }) => approvedVersion === null);
  if (missing.length === 0) return null;
  return (
    <Notice tone="due" title={say('workPlan:missing', { count: missing.length })}>
      {missing
        .map((row) => areaName(language, { nameZh: row.name, nameKo: row.nameKo, nameBo: row.nameBo }))
        .join(' · ')}
    </Notice>
  );
};
