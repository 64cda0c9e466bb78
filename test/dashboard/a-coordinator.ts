import type { ADashboard, Browser } from './a-dashboard.ts'

/** A coordinator who reads Dutch. */
export async function coordinatorOf({ signedIn }: Pick<ADashboard, 'signedIn'>): Promise<Browser> {
  const someone = await signedIn(['coordinator'])
  await someone.post('/language', { language: 'nl', back: '/' })
  return someone
}

/** The content of a page, without the menus. */
export const bodyOf = async (response: Response | Promise<Response>) =>
  (await (await response).text()).replace(/^[\s\S]*<main/, '<main').replace(/<\/main>[\s\S]*$/, '')
