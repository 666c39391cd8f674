/**
 * Names in the second official language of a prefecture, only where they are certain; everywhere else the Chinese name
 * is shown. The Korean names follow the spelling in use in Yanbian (룡정, not 용정). Tibetan names of further counties of
 * Ganzi wait for a native reader, because more than one spelling circulates.
 */
export const koreanNames: Readonly<Record<string, string>> = {
  '22': '길림성',
  '2224': '연변조선족자치주',
  '222401': '연길시',
  '222402': '도문시',
  '222403': '돈화시',
  '222404': '훈춘시',
  '222405': '룡정시',
  '222406': '화룡시',
  '222424': '왕청현',
  '222426': '안도현',
};

export const tibetanNames: Readonly<Record<string, string>> = {
  '51': 'སི་ཁྲོན་ཞིང་ཆེན།',
  '5133': 'དཀར་མཛེས་བོད་རིགས་རང་སྐྱོང་ཁུལ།',
  '513328': 'དཀར་མཛེས་རྫོང་།',
  '513330': 'སྡེ་དགེ་རྫོང་།',
  '513331': 'དཔལ་ཡུལ་རྫོང་།',
  '513333': 'གསེར་རྟ་རྫོང་།',
  '513334': 'ལི་ཐང་རྫོང་།',
  '513335': 'འབའ་ཐང་རྫོང་།',
};
