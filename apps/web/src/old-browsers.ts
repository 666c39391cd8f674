/** What the application uses and Chrome 87 does not have. Syntax is lowered by the build; these are the missing functions. */
const define = (target: object, name: string, value: unknown): void => {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
};

define(Object, 'hasOwn', (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key));

define(Array.prototype, 'at', function at<T>(this: T[], index: number): T | undefined {
  return this[index < 0 ? this.length + index : index];
});
define(Array.prototype, 'findLast', function findLast<T>(this: T[], test: (value: T) => boolean): T | undefined {
  for (let index = this.length - 1; index >= 0; index -= 1) {
    const value = this[index] as T;
    if (test(value)) return value;
  }
  return undefined;
});
define(Array.prototype, 'findLastIndex', function findLastIndex<T>(this: T[], test: (value: T) => boolean): number {
  for (let index = this.length - 1; index >= 0; index -= 1) if (test(this[index] as T)) return index;
  return -1;
});
define(Array.prototype, 'toSorted', function toSorted<T>(this: T[], compare?: (a: T, b: T) => number): T[] {
  return [...this].sort(compare);
});
define(Array.prototype, 'toReversed', function toReversed<T>(this: T[]): T[] {
  return [...this].reverse();
});
