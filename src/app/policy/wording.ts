import type { Catalogue, Policy, Target, Text } from '../../policy/policy.ts'
import type { Wording } from '../../policy/verdict.ts'

/** The names that sentences need, of this policy and catalogue. An id that nobody named stands for itself. */
export function wordingOf(policy: Policy, catalogue: Catalogue): Wording {
  return { clause: (id) => policy.clauses[id], target: (target) => nameOf(target, policy, catalogue) }
}

function nameOf(target: Target, policy: Policy, catalogue: Catalogue): Text {
  switch (target.kind) {
    case 'site':
      return same(target.name)
    case 'platform':
      return same(catalogue.platforms.find(({ id }) => id === target.id)?.name ?? target.id)
    case 'set':
      return policy.sets.find(({ id }) => id === target.id)?.name ?? same(target.id)
    case 'category':
      return categoryName(target.id)
    case 'everything':
      return { nl: 'alles', en: 'everything' }
    default:
      return target satisfies never
  }
}

const same = (text: string): Text => ({ nl: text, en: text })

/** What people call a category; its id where the school made it itself. */
export function categoryName(id: string): Text {
  return categories[id] ?? same(id)
}

const categories: Readonly<Record<string, Text>> = {
  adult: { nl: 'seks en porno', en: 'adult sites' },
  hate: { nl: 'haat en racisme', en: 'hate and racism' },
  violence: { nl: 'geweld', en: 'violence' },
  weapons: { nl: 'wapens', en: 'weapons' },
  drugs: { nl: 'drugs', en: 'drugs' },
  gambling: { nl: 'gokken', en: 'gambling' },
  malware: { nl: 'schadelijke software', en: 'malware' },
  phishing: { nl: 'nepsites (phishing)', en: 'phishing' },
  hacking: { nl: 'hacken', en: 'hacking' },
  'proxy-vpn': { nl: 'proxy’s en VPN’s', en: 'proxies and VPNs' },
  doh: { nl: 'versleutelde naamservers (DoH)', en: 'encrypted name servers (DoH)' },
  'anonymous-messaging': { nl: 'anonieme berichten', en: 'anonymous messages' },
  nudify: { nl: 'uitkleed- en deepfake-apps', en: 'undressing and deepfake apps' },
  'ai-images': { nl: 'plaatjes maken met AI', en: 'AI images' },
  'ai-chat': { nl: 'AI-chat', en: 'AI chat' },
  dating: { nl: 'daten', en: 'dating' },
  games: { nl: 'spelletjes', en: 'games' },
  streaming: { nl: 'films en muziek', en: 'streaming' },
  'file-sharing': { nl: 'bestanden delen', en: 'file sharing' },
  'search-unrestricted': { nl: 'zoekmachines zonder veilige stand', en: 'search engines without a safe mode' },
  ads: { nl: 'reclame', en: 'ads' },
  'legal-order': { nl: 'op bevel gesloten', en: 'closed by order' },
}
