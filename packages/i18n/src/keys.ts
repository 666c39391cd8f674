/** The keys a screen may ask for, and the values each text needs, both read off the Chinese catalogues. */
import type { bedside } from './catalogues/zh-CN/bedside.ts';
import type { desk } from './catalogues/zh-CN/desk.ts';
import type { field } from './catalogues/zh-CN/field.ts';

export type Texts = typeof field & typeof bedside & typeof desk;
export type Namespace = keyof Texts & string;

type Stem<Key extends string> = Key extends `${infer Base}_other` ? Base : Key;
type Paths<Shape> = {
  [Key in keyof Shape & string]: Shape[Key] extends string ? Stem<Key> : `${Key}.${Paths<Shape[Key]>}`;
}[keyof Shape & string];

/** `namespace:path.to.text` */
export type TextKey = { [Name in Namespace]: `${Name}:${Paths<Texts[Name]>}` }[Namespace];

type At<Shape, Path extends string> = Path extends keyof Shape
  ? Shape[Path]
  : Path extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Shape
      ? At<Shape[Head], Rest>
      : never
    : `${Path}_other` extends keyof Shape
      ? Shape[`${Path}_other`]
      : never;
type TextAt<Key extends TextKey> = Key extends `${infer Name}:${infer Path}`
  ? Name extends Namespace
    ? At<Texts[Name], Path>
    : never
  : never;
type Names<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never;

/** What a text wants filled in, as an argument list: nothing, or one object with every `{{name}}` of it. */
export type ValuesFor<Key extends TextKey> = [Names<TextAt<Key>>] extends [never]
  ? []
  : [values: { [Name in Names<TextAt<Key>>]: string | number }];
