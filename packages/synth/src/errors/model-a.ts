/**
 * Error model A: independent slips of a clerk, field by field, at rates that differ from office to office. The rates lie
 * within what comparisons of such files find: numbers missing in 0.2 to 12 %, mistyped in 0.1 to 2.3 %, old 15-digit
 * ones in 0.2 to 3 %, somebody else's in up to 0.8 %, homophones in 0.2 to 3 %, phones missing in 20 to 55 %.
 */
import type { Random } from '../random.ts';
import { dayWriter, writeBirth, type BirthRates } from './birth-slips.ts';
import { writeId, type IdRates } from './id-slips.ts';
import { writeName, type NameRates } from './name-slips.ts';
import type { Entry, ErrorModel, RowSlip, SourceFile, Tally } from './error-model.ts';

interface Rates {
  name: NameRates;
  id: IdRates;
  birth: BirthRates;
  phoneMissing: number;
  phoneTypo: number;
  sexMissing: number;
  areaTownship: number;
  areaCounty: number;
  areaOld: number;
  areaMissing: number;
  duplicate: number;
  short: number;
  blank: number;
}

const rates: Record<SourceFile, Rates> = {
  population: {
    name: { homophone: 0.002, lookAlike: 0.001, traditional: 0.004, variant: 0.01, respelled: 0.01, interpunct: 0.1, suffix: 0.004, space: 0.004, missing: 0.0003 },
    id: { missing: 0.002, placeholder: 0.001, mistyped: 0.001, transposed: 0.0005, fifteen: 0.002, otherPerson: 0.0004, spaced: 0.001, fullWidth: 0.0005, lowerX: 0.02, apostrophe: 0.001, number: 0, scientific: 0 },
    birth: { missing: 0.001, lunar: 0.002, firstOfJanuary: 0.002, swapped: 0.0006, wrongYear: 0.0006, impossible: 0.0004 },
    phoneMissing: 0.3, phoneTypo: 0.004, sexMissing: 0.0005,
    areaTownship: 0.004, areaCounty: 0, areaOld: 0.008, areaMissing: 0.0005, duplicate: 0.003, short: 0.0004, blank: 0.0003,
  },
  'social-insurance': {
    name: { homophone: 0.01, lookAlike: 0.004, traditional: 0.012, variant: 0.04, respelled: 0.04, interpunct: 0.5, suffix: 0.006, space: 0.03, missing: 0.0005 },
    id: { missing: 0.015, placeholder: 0.006, mistyped: 0.008, transposed: 0.003, fifteen: 0.02, otherPerson: 0.004, spaced: 0.004, fullWidth: 0.003, lowerX: 0.2, apostrophe: 0.006, number: 0, scientific: 0.003 },
    birth: { missing: 0.004, lunar: 0.012, firstOfJanuary: 0.01, swapped: 0.003, wrongYear: 0.004, impossible: 0.001 },
    phoneMissing: 0.45, phoneTypo: 0.01, sexMissing: 0.003,
    areaTownship: 0.3, areaCounty: 0.03, areaOld: 0.02, areaMissing: 0.01, duplicate: 0.012, short: 0.0008, blank: 0.0005,
  },
  'medical-insurance': {
    name: { homophone: 0.005, lookAlike: 0.003, traditional: 0.003, variant: 0.02, respelled: 0.03, interpunct: 0.6, suffix: 0.01, space: 0.01, missing: 0.0003 },
    id: { missing: 0.008, placeholder: 0.004, mistyped: 0.004, transposed: 0.0015, fifteen: 0.008, otherPerson: 0.003, spaced: 0.002, fullWidth: 0.004, lowerX: 0.4, apostrophe: 0.02, number: 0, scientific: 0.001 },
    birth: { missing: 0.003, lunar: 0.006, firstOfJanuary: 0.006, swapped: 0.002, wrongYear: 0.002, impossible: 0.0008 },
    phoneMissing: 0.35, phoneTypo: 0.008, sexMissing: 0.002,
    areaTownship: 0.1, areaCounty: 0.08, areaOld: 0.015, areaMissing: 0.005, duplicate: 0.006, short: 0.0006, blank: 0.0004,
  },
  'health-records': {
    name: { homophone: 0.03, lookAlike: 0.01, traditional: 0.004, variant: 0.05, respelled: 0.08, interpunct: 0.6, suffix: 0.015, space: 0.04, missing: 0.001 },
    id: { missing: 0.09, placeholder: 0.03, mistyped: 0.018, transposed: 0.005, fifteen: 0.03, otherPerson: 0.008, spaced: 0.006, fullWidth: 0.004, lowerX: 0.5, apostrophe: 0.004, number: 0.03, scientific: 0 },
    birth: { missing: 0.01, lunar: 0.025, firstOfJanuary: 0.02, swapped: 0.006, wrongYear: 0.008, impossible: 0.002 },
    phoneMissing: 0.2, phoneTypo: 0.015, sexMissing: 0.01,
    areaTownship: 0.06, areaCounty: 0, areaOld: 0.02, areaMissing: 0.01, duplicate: 0.02, short: 0.001, blank: 0.0008,
  },
  vaccinations: {
    name: { homophone: 0.006, lookAlike: 0.003, traditional: 0.002, variant: 0.015, respelled: 0.03, interpunct: 0.4, suffix: 0.002, space: 0.006, missing: 0.0003 },
    id: { missing: 0.008, placeholder: 0.002, mistyped: 0.004, transposed: 0.001, fifteen: 0.001, otherPerson: 0.002, spaced: 0.001, fullWidth: 0.001, lowerX: 0.2, apostrophe: 0.002, number: 0, scientific: 0 },
    birth: { missing: 0.01, lunar: 0.006, firstOfJanuary: 0.004, swapped: 0.002, wrongYear: 0.002, impossible: 0.0006 },
    phoneMissing: 0.3, phoneTypo: 0.01, sexMissing: 0.004,
    areaTownship: 0, areaCounty: 0, areaOld: 0, areaMissing: 0, duplicate: 0.006, short: 0.0005, blank: 0.0003,
  },
  'disability-register': {
    name: { homophone: 0.012, lookAlike: 0.004, traditional: 0.004, variant: 0.03, respelled: 0.05, interpunct: 0.5, suffix: 0.006, space: 0.02, missing: 0.0005 },
    id: { missing: 0.006, placeholder: 0.001, mistyped: 0.006, transposed: 0.002, fifteen: 0.004, otherPerson: 0.003, spaced: 0.003, fullWidth: 0.002, lowerX: 0.2, apostrophe: 0.004, number: 0, scientific: 0 },
    birth: { missing: 0.01, lunar: 0.01, firstOfJanuary: 0.01, swapped: 0.003, wrongYear: 0.004, impossible: 0.001 },
    phoneMissing: 0.35, phoneTypo: 0.01, sexMissing: 0.003,
    areaTownship: 0.2, areaCounty: 0.02, areaOld: 0.02, areaMissing: 0.01, duplicate: 0.008, short: 0.0006, blank: 0.0004,
  },
  'nursing-homes': {
    name: { homophone: 0.025, lookAlike: 0.008, traditional: 0.004, variant: 0.04, respelled: 0.06, interpunct: 0.6, suffix: 0.02, space: 0.04, missing: 0.001 },
    id: { missing: 0.05, placeholder: 0.01, mistyped: 0.015, transposed: 0.004, fifteen: 0.02, otherPerson: 0.008, spaced: 0.005, fullWidth: 0.003, lowerX: 0.5, apostrophe: 0.004, number: 0.04, scientific: 0 },
    birth: { missing: 0.02, lunar: 0.03, firstOfJanuary: 0.02, swapped: 0.005, wrongYear: 0.008, impossible: 0.002 },
    phoneMissing: 0.4, phoneTypo: 0.015, sexMissing: 0.01,
    areaTownship: 0.2, areaCounty: 0.05, areaOld: 0.03, areaMissing: 0.1, duplicate: 0.012, short: 0, blank: 0.001,
  },
  deaths: {
    name: { homophone: 0.02, lookAlike: 0.006, traditional: 0.004, variant: 0.03, respelled: 0.05, interpunct: 0.5, suffix: 0.01, space: 0.02, missing: 0.001 },
    id: { missing: 0.03, placeholder: 0.006, mistyped: 0.01, transposed: 0.003, fifteen: 0.008, otherPerson: 0.006, spaced: 0.003, fullWidth: 0.002, lowerX: 0.3, apostrophe: 0.003, number: 0, scientific: 0.002 },
    birth: { missing: 0.02, lunar: 0.02, firstOfJanuary: 0.015, swapped: 0.004, wrongYear: 0.008, impossible: 0.002 },
    phoneMissing: 0.5, phoneTypo: 0.01, sexMissing: 0.003,
    areaTownship: 0.15, areaCounty: 0.05, areaOld: 0.02, areaMissing: 0.03, duplicate: 0.03, short: 0.001, blank: 0.0005,
  },
  'move-outs': {
    name: { homophone: 0.003, lookAlike: 0.001, traditional: 0.004, variant: 0.01, respelled: 0.02, interpunct: 0.2, suffix: 0.004, space: 0.006, missing: 0.0003 },
    id: { missing: 0.004, placeholder: 0.001, mistyped: 0.002, transposed: 0.001, fifteen: 0.003, otherPerson: 0.001, spaced: 0.001, fullWidth: 0.001, lowerX: 0.05, apostrophe: 0.002, number: 0, scientific: 0 },
    birth: { missing: 0.002, lunar: 0.003, firstOfJanuary: 0.003, swapped: 0.001, wrongYear: 0.001, impossible: 0.0005 },
    phoneMissing: 0.2, phoneTypo: 0.006, sexMissing: 0.001,
    areaTownship: 0.02, areaCounty: 0, areaOld: 0.02, areaMissing: 0.002, duplicate: 0.006, short: 0.0005, blank: 0.0005,
  },
}; // prettier-ignore

const writePhone = (random: Random, of: Rates, entry: Entry, tally: Tally): string => {
  if (entry.phone === '') return '';
  if (random.chance(of.phoneMissing)) {
    tally('phone_missing');
    return random.chance(0.9) ? '' : random.pick(['无', '0', '-']);
  }
  if (!random.chance(of.phoneTypo)) return entry.phone;
  tally('phone_typo');
  return entry.phone.slice(0, 10) + (random.chance(0.5) ? '' : String(random.below(10)));
};

const writeArea = (random: Random, of: Rates, entry: Entry, tally: Tally): string => {
  const slip = random.next();
  let limit = of.areaTownship;
  if (slip < limit) {
    tally('area_township_only');
    return entry.areaCode.slice(0, 9) + (random.chance(0.6) ? '000' : '');
  }
  if (slip < (limit += of.areaCounty)) {
    tally('area_county_only');
    return entry.areaCode.slice(0, 6);
  }
  if (slip < (limit += of.areaOld)) {
    // townships merged into towns keep their 2xx number in old files; no present township of either prefecture has 28x
    tally('area_old_code');
    return `${entry.areaCode.slice(0, 6)}28${String(random.below(10))}${entry.areaCode.slice(9)}`;
  }
  if (slip < limit + of.areaMissing) {
    tally('area_missing');
    return '';
  }
  return entry.areaCode;
};

export const errorModelA: ErrorModel = (file, random, tally) => {
  const of = rates[file];
  const writeDay = dayWriter(file, random);
  const rowSlip = (): RowSlip => {
    const slip = random.next();
    if (slip < of.duplicate) return 'duplicate';
    if (slip < of.duplicate + of.short) return 'short';
    return slip < of.duplicate + of.short + of.blank ? 'blank' : 'none';
  };
  return {
    rowSlip: () => {
      const slip = rowSlip();
      if (slip !== 'none') tally(`row_${slip}`);
      return slip;
    },
    write: (entry) => {
      const id = writeId(random, of.id, entry, tally);
      const sexMissing = random.chance(of.sexMissing);
      if (sexMissing) tally('sex_missing');
      return {
        name: writeName(random, of.name, entry, tally),
        sex: sexMissing ? null : entry.sex,
        birth: writeBirth(random, of.birth, writeDay, entry, tally),
        idNumber: id.text,
        idAsNumber: id.asNumber,
        phone: writePhone(random, of, entry, tally),
        areaCode: writeArea(random, of, entry, tally),
        address: entry.address,
      };
    },
  };
};
