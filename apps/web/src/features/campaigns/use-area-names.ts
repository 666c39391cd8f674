/** Names for area codes that stand in a campaign. */
import { useQueries } from '@tanstack/react-query';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';

export const useAreaNames = (codes: readonly AreaCode[]): ((code: AreaCode) => string) => {
  const { language } = useText();
  const distinct = [...new Set(codes)];
  const found = useQueries({
    queries: distinct.map((code) => ({
      // a code finds itself first: those that begin with it are longer
      ...trpc.area.search.queryOptions({ text: code, page: { page: 0, size: 1 } }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const names = new Map(
    found.flatMap(({ data }) => data?.rows.map((area) => [area.areaCode, areaName(language, area)] as const) ?? []),
  );
  return (code) => names.get(code) ?? code;
};
