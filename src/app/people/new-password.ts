import type { Storage } from '../../storage/storage.ts'
import { hashPassword } from './password.ts'

/** Gives an account a new password. Whoever knew the old one must not go on: its sessions end, and every browser forgets the account's PIN. */
export async function setNewPassword(
  { people, sessions, devicePins }: Storage,
  person: string,
  password: string,
): Promise<void> {
  await people.update(person, { password: await hashPassword(password) })
  await sessions.removeOf(person)
  await devicePins.removeOf(person)
}
