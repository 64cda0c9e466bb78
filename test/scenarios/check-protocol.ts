import { expect, it } from 'vitest'
import type { Protocol, Row } from './protocol.ts'
import { failuresOf } from './protocol.ts'

/** Holds a clause's lines against `decide`: one test for each line, named as the line reads. */
export function checkLines({ lines, policy }: Protocol, clause: string): void {
  it.each(lines[clause]!.map((rows) => [titleOf(rows), rows] as const))('%s', (_, rows) => {
    expect(failuresOf(rows, policy)).toEqual([])
  })
}

function titleOf(rows: readonly Row[]): string {
  const [who, asks, when] = (['who', 'asks', 'when'] as const).map((key) =>
    [...new Set(rows.map((row) => row[key]))].join(', '),
  )
  return `${who} get ${asks} ${rows[0]!.gets} ${when}`
}
