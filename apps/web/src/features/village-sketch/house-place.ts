/** Where a house stands in its village, read from an address as offices write it. */
export interface HousePlace {
  /** a group of the village or a building of the town, as written ("5组", "20号楼"); empty where none is named */
  group: string;
  /** what is left to find inside it ("75号", "4单元402室") */
  door: string;
}

const group = /(?:\d+|[一二三四五六七八九十]+)\s*(?:村民小组|组|社|队|屯|号楼|栋|幢|座)/u;
const longestDoor = 14;

const short = (text: string): string => {
  const letters = [...text.trim()];
  return letters.length <= longestDoor ? letters.join('') : `…${letters.slice(-longestDoor).join('')}`;
};

export const housePlace = (address: string | null): HousePlace | null => {
  const text = (address ?? '').normalize('NFKC').trim();
  if (text === '') return null;
  const named = group.exec(text);
  if (named === null) {
    const number = text.search(/\d/);
    return { group: '', door: short(number === -1 ? text : text.slice(number)) };
  }
  const rest = text.slice(named.index + named[0].length).replace(/^[\s,，、]+/u, '');
  return { group: named[0].replace(/\s+/gu, ''), door: rest === '' ? named[0] : short(rest) };
};
