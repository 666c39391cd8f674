/** Stands for "nobody" where a key must not be null: the totals of figures. */
export const noOwner = '00000000-0000-0000-0000-000000000000';
