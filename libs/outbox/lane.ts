/** What follows from commits, by what people wait for, the most urgent first. One lane never waits for another. */
export const LANES = ['intake', 'replies', 'push', 'index', 'maintenance'] as const;

export type Lane = (typeof LANES)[number];

/** How many batches of a lane a worker takes up at the same time when there is much to do. */
export const PLACES: Readonly<Record<Lane, number>> = { intake: 2, replies: 2, push: 4, index: 1, maintenance: 1 };
