import { z } from 'zod'
import type { MailSettings } from './config.ts'

/** `mail:` of the settings file. A user needs a password file, and the other way round. */
export const mailSettings = z
  .strictObject({
    host: z.string().min(1, 'name the mail server, smtp.example.org for one'),
    port: z.number('write a port, 587 for one').int().min(1).max(65535).default(587),
    from: z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/, 'write an address, rooster@example.org for one'),
    user: z.string().min(1).optional(),
    'password-file': z.string().min(1).optional(),
  })
  .refine((mail) => (mail.user === undefined) === (mail['password-file'] === undefined), {
    message: 'give both user and password-file, or neither',
  })
  .transform(
    ({ 'password-file': passwordFile, user, ...rest }): MailSettings => ({
      ...rest,
      ...(user === undefined ? {} : { user }),
      ...(passwordFile === undefined ? {} : { passwordFile }),
    }),
  )
