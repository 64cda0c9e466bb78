/**
 * Megabytes of objects that a thread may hold, and of new ones before it tidies up. What a packet leaves behind is dead within the turn, so a small
 * nursery keeps the resolver's memory in the processor's cache; left to itself it grows to a hundred megabytes. The bound on the whole, several times
 * what a full cache and a full minute of attempts take, makes V8 tidy up before it asks for more.
 */
export const MEMORY = { maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 512 }
