/** Seconds from `time` (`HH:MM:SS`) to the next of these bells (`HH:MM`, in order). A bell that rings now has gone by. */
export function secondsTo(bells: readonly string[], time: string): number {
  const now = secondsOf(time)
  return Math.min(...bells.map((bell) => secondsOf(bell) - now).filter((seconds) => seconds > 0))
}

function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds
}
