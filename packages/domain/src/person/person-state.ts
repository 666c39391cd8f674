/** How the record of a person stands. Nobody is ever deleted. */
export const personStates = ['active', 'proposed', 'declined', 'merged', 'gone', 'withdrawn'] as const;

/**
 * declined: a proposal that was no elder; merged: lives on in another record; gone: lives on in another county;
 * withdrawn: known only from an import that was undone. A visit that arrives afterwards makes the person active again.
 */
export type PersonState = (typeof personStates)[number];
