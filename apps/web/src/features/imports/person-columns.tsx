import { Link } from 'react-router';
import { formatDay } from '@qiaomen/i18n/fmt';
import type { TextTools } from '../../language/use-text.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { Name } from '../../ui/name.tsx';

interface PersonRow {
  county: string;
  personId: string;
  name: string;
  birthDate: string | null;
  areaPath: string[];
}

/** Who somebody is: name with the way to their page, birth date, place. */
export const personColumns = ({ say, language }: TextTools): Column<PersonRow>[] => [
  {
    key: 'name',
    head: say('imports:preview.name'),
    cell: (row) => (
      <Link to={`/person/${row.county}/${row.personId}`}>
        <Name>{row.name}</Name>
      </Link>
    ),
  },
  {
    key: 'birth',
    head: say('imports:preview.birth'),
    cell: (row) => (row.birthDate === null ? '–' : formatDay(language, row.birthDate)),
  },
  { key: 'place', head: say('imports:preview.place'), wide: true, cell: (row) => row.areaPath.join(' ') },
];
