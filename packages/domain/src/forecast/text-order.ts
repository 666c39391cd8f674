/** Days and codes compare as texts. */
export const textOrder = (a: string, b: string): number => Number(a > b) - Number(a < b);
