/** What a kind of linkage has to say; the engine knows no names, numbers or areas. */

export interface Level {
  /** 0 and above; missing values are always -1 and weigh nothing */
  code: number;
  name: string;
  /** share of this level among pairs of one person, and among pairs of two: where training starts, and stays when it has little data */
  m: number;
  u: number;
  /** u cannot be sampled: agreement by chance is far rarer than any sample is large */
  fixedU?: boolean;
  /**
   * u comes from the strangers found among the pairs of this training session, which holds all pairs of the level;
   * the written u counts for ten thousand million pairs more
   */
  strangersOf?: string;
}

export interface Comparison {
  field: string;
  /** integer SQL over the records `l` and `r` */
  sql: string;
  levels: readonly Level[];
  /** SQL over the level columns: the agreement says nothing new, so a positive weight counts as none */
  silentWhen?: string;
  /** exact agreement on a rare value weighs more: column of the record by level */
  frequencies?: readonly { level: number; column: string }[];
}

export interface BlockingRule {
  name: string;
  /** SQL over a record: pairs agree on it; null takes the record out of this rule */
  key: string;
  /** more records than this in one block are namesakes or placeholders and are left to the other rules */
  maxBlock: number;
}

export interface TrainingSession {
  name: string;
  /** SQL over the level columns: the pairs to learn from, chosen by fields this session does not learn */
  where: string;
  learns: readonly string[];
}

export interface LinkSpec {
  version: string;
  rules: readonly BlockingRule[];
  comparisons: readonly Comparison[];
  sessions: readonly TrainingSession[];
  /** SQL over `l` and `r`: certainly one person, to keep such pairs out of the sample of strangers */
  surelySame: string;
  /** SQL over the level columns: never linked without a person, however high the weight */
  needsPerson: string;
  /** SQL over the level columns: two people for certain, however much else agrees; nobody is asked */
  surelyTwo?: string;
  /** SQL over the level columns: pairs from which the share of matches is estimated */
  surelyMatching: string;
  /** match weight in bits for linking on its own, and for asking a person */
  autoWeight: number;
  reviewWeight: number;
}

/** A level's numbers after training. */
export interface TrainedLevel {
  code: number;
  name: string;
  m: number;
  u: number;
}

export interface Model {
  version: string;
  prior: number;
  autoWeight: number;
  reviewWeight: number;
  fields: { field: string; levels: TrainedLevel[] }[];
  blocks: { rule: string; pairs: number; leftOut: number }[];
}
