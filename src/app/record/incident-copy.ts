import type { StoredIncident } from '../../storage/incident-store.ts'
import type { Storage } from '../../storage/storage.ts'

/** Copies into an incident what stands of its device among all attempts, as far as it is of the span. */
export async function copyAttempts(
  { attempts, incidents }: Pick<Storage, 'attempts' | 'incidents'>,
  { id, device, from, until }: StoredIncident,
): Promise<void> {
  const tried = await attempts.ofDevice(device)
  const ofSpan = tried.filter(({ first, last }) => first < until && last >= from)
  await incidents.keep(
    id,
    ofSpan.map(({ id: _, ...attempt }) => attempt),
  )
}
