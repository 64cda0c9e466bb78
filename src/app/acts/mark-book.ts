import type { MedicalMarkStore, StoredMark } from '../../storage/medical-mark-store.ts'
import type { Clock } from '../../time/clock.ts'

/** Which devices carry a medical mark, in memory and on disk; the reasons are on disk only. */
export class MarkBook {
  readonly #store: MedicalMarkStore
  readonly #clock: Clock
  /** Device -> until when; `Infinity` until it is taken off. */
  readonly #until: Map<string, number>

  static async load(store: MedicalMarkStore, clock: Clock): Promise<MarkBook> {
    const marks = await store.all()
    return new MarkBook(store, clock, new Map(marks.map(({ device, until = Infinity }) => [device, until])))
  }

  private constructor(store: MedicalMarkStore, clock: Clock, until: Map<string, number>) {
    this.#store = store
    this.#clock = clock
    this.#until = until
  }

  /** Whether the device carries a mark that holds now. */
  holds(device: string): boolean {
    return (this.#until.get(device) ?? 0) > this.#clock()
  }

  /** The mark with its reason; undefined where there is none that holds. */
  async of(device: string): Promise<StoredMark | undefined> {
    return this.holds(device) ? await this.#store.of(device) : undefined
  }

  async put(device: string, mark: StoredMark): Promise<void> {
    await this.#store.put(device, mark)
    this.#until.set(device, mark.until ?? Infinity)
  }

  async remove(devices: readonly string[]): Promise<void> {
    for (const device of devices) this.#until.delete(device)
    await this.#store.remove(devices)
  }

  /** Deletes the marks that are over, with their reasons. */
  async removeOver(): Promise<void> {
    const now = this.#clock()
    await this.remove([...this.#until].filter(([, until]) => until <= now).map(([device]) => device))
  }
}
