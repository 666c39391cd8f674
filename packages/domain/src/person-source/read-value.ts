/** What somebody types for a field of a person, read by the rule of the field. */
import { AreaCode } from '../area/area-code.ts';
import { ok, refused, type Result } from '../error.ts';
import { Sex } from '../person/command.ts';
import { parseIdNumber } from '../person/id-number.ts';
import { normalisePhone } from '../person/phone.ts';
import type { SourceField } from './query.ts';

export type FieldValue = string | boolean | null;

const marks: Record<string, boolean> = { yes: true, no: false };

/** Empty text means "unknown" where a person may be without: number, phone, address, birth date, ethnicity. */
export const readFieldValue = (
  field: SourceField,
  text: string,
  { today, county }: { today: string; county: string },
): Result<FieldValue> => {
  const typed = text.normalize('NFKC').trim();
  const wrong = refused({ code: 'bad_input' as const, fields: [field] });
  switch (field) {
    case 'name':
      return typed === '' || typed.length > 50 ? wrong : ok(typed);
    case 'sex': {
      const sex = Sex.safeParse(typed);
      return sex.success ? ok(sex.data) : wrong;
    }
    case 'birthDate': {
      if (typed === '') return ok(null);
      const isDay = /^\d{4}-\d{2}-\d{2}$/.test(typed) && new Date(`${typed}T00:00:00Z`).toJSON()?.startsWith(typed);
      return isDay === true && typed <= today && typed >= '1890-01-01' ? ok(typed) : wrong;
    }
    case 'idNumber': {
      if (typed === '') return ok(null);
      const parsed = parseIdNumber(typed);
      return parsed.ok ? ok(parsed.id18) : wrong;
    }
    case 'phone': {
      if (typed === '') return ok(null);
      const phone = normalisePhone(typed);
      return phone === null ? wrong : ok(phone);
    }
    case 'areaCode': {
      const code = AreaCode.safeParse(typed);
      // to another county a person moves by a transfer
      return code.success && code.data.length >= 9 && code.data.startsWith(county) ? ok(code.data) : wrong;
    }
    case 'address':
      return ok(typed === '' ? null : typed);
    case 'ethnicity':
      return typed === '' ? ok(null) : /^\d{2}$/.test(typed) ? ok(typed) : wrong;
    case 'disabled':
    case 'nursingHome':
    case 'deceased': {
      const mark = marks[typed];
      return mark === undefined ? wrong : ok(mark);
    }
  }
};
