import type { Language } from '@qiaomen/domain/account/role';

interface NamedArea {
  nameZh: string;
  nameKo: string | null;
  nameBo: string | null;
}

/** The name in the reader's language where it is certain, the Chinese one elsewhere. */
export const areaName = (language: Language, area: NamedArea): string =>
  (language === 'ko' ? area.nameKo : language === 'bo' ? area.nameBo : null) ?? area.nameZh;
