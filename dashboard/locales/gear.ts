/** What to set in one kind of equipment: where to go, and then what, step by step. `dns` is the address of the box. */
export interface Gear {
  readonly id: string
  readonly name: string
  readonly steps: (dns: string) => { readonly nl: readonly string[]; readonly en: readonly string[] }
}

/** Common gear of schools, in the order of how often it is met. */
export const gear: readonly Gear[] = [
  {
    id: 'unifi',
    name: 'Ubiquiti UniFi',
    steps: (dns) => ({
      nl: [
        'Open Settings > Networks en kies het netwerk van de leerlingen.',
        `Zet bij DHCP de DNS Server op handmatig en vul alleen ${dns} in. Doe dit voor elk netwerk.`,
        `Maak onder Security > Firewall een regel die poort 53 en 853 naar internet blokkeert, met ${dns} als uitzondering.`,
      ],
      en: [
        'Open Settings > Networks and choose the network of the pupils.',
        `Under DHCP, set the DNS server by hand to ${dns} alone. Do this for every network.`,
        `Under Security > Firewall, make a rule that blocks ports 53 and 853 to the internet, except from ${dns}.`,
      ],
    }),
  },
  {
    id: 'mikrotik',
    name: 'MikroTik',
    steps: (dns) => ({
      nl: [
        `Zet de DNS van het netwerk: /ip dhcp-server network set [find] dns-server=${dns}`,
        `Blokkeer de rest: /ip firewall filter add chain=forward protocol=udp dst-port=53,853 src-address=!${dns} action=reject`,
        'Doe hetzelfde met protocol=tcp, en zet beide regels boven de regel die alles toelaat.',
      ],
      en: [
        `Set the DNS of the network: /ip dhcp-server network set [find] dns-server=${dns}`,
        `Block the rest: /ip firewall filter add chain=forward protocol=udp dst-port=53,853 src-address=!${dns} action=reject`,
        'Do the same with protocol=tcp, and put both rules above the one that lets everything through.',
      ],
    }),
  },
  {
    id: 'fortigate',
    name: 'FortiGate',
    steps: (dns) => ({
      nl: [
        `Open Network > Interfaces, kies het netwerk en zet onder DHCP Server de DNS op Specify: ${dns}.`,
        `Maak onder Policy & Objects een regel die de diensten DNS en TCP/853 naar buiten toelaat, alleen van ${dns}.`,
        'Zet daaronder een regel die diezelfde diensten voor alle anderen weigert.',
      ],
      en: [
        `Open Network > Interfaces, choose the network and set DNS under DHCP Server to Specify: ${dns}.`,
        `Under Policy & Objects, make a rule that allows the services DNS and TCP/853 to the outside from ${dns} only.`,
        'Below it, put a rule that denies the same services to everyone else.',
      ],
    }),
  },
  {
    id: 'sophos',
    name: 'Sophos Firewall',
    steps: (dns) => ({
      nl: [
        `Open Network > DHCP, bewerk de server van het netwerk en vul bij Primary DNS ${dns} in; laat Secondary leeg.`,
        `Maak onder Rules and policies een regel die DNS van ${dns} naar WAN toelaat.`,
        'Zet daaronder een regel die DNS en poort 853 van LAN naar WAN weigert.',
      ],
      en: [
        `Open Network > DHCP, edit the server of the network and enter ${dns} as primary DNS; leave the secondary empty.`,
        `Under Rules and policies, make a rule that allows DNS from ${dns} to WAN.`,
        'Below it, put a rule that drops DNS and port 853 from LAN to WAN.',
      ],
    }),
  },
  {
    id: 'aruba',
    name: 'Ruckus / Aruba',
    steps: (dns) => ({
      nl: [
        `Deelt de controller of het toegangspunt zelf adressen uit, zet dan in de DHCP-pool van elk netwerk de DNS-server op ${dns}.`,
        'Doet je router dat, stel het dan daar in; het toegangspunt hoeft dan niets te weten.',
        `Maak voor de leerlingrol een regel die poort 53 toelaat naar ${dns}, en daaronder een die poort 53 en 853 naar al het andere weigert.`,
      ],
      en: [
        `Where the controller or the access point gives out addresses, set the DNS server in the DHCP pool of every network to ${dns}.`,
        'Where your router does so, set it there; the access point need not know.',
        `For the role of pupils, make a rule that allows port 53 to ${dns}, and below it one that denies ports 53 and 853 to all else.`,
      ],
    }),
  },
  {
    id: 'windows',
    name: 'Windows Server (DHCP)',
    steps: (dns) => ({
      nl: [
        `Open DHCP, kies de scope en zet onder Scope Options optie 006 (DNS Servers) op ${dns}.`,
        'Gebruik je Active Directory, laat de eigen pc’s dan bij de domeincontroller vragen en zet daar Rooster als forwarder.',
        `Zet forward in het instellingenbestand van Rooster als apparaten wél rechtstreeks vragen: forward: { school.local: [adres van de domeincontroller:53] }.`,
      ],
      en: [
        `Open DHCP, choose the scope and set option 006 (DNS Servers) under Scope Options to ${dns}.`,
        'With Active Directory, let the school’s own computers ask the domain controller, and make Rooster its forwarder.',
        'Where devices ask Rooster directly, set forward in its settings file: forward: { school.local: [address of the domain controller:53] }.',
      ],
    }),
  },
  {
    id: 'pfsense',
    name: 'pfSense / OPNsense',
    steps: (dns) => ({
      nl: [
        `Open Services > DHCP Server, kies het netwerk en vul bij DNS servers alleen ${dns} in.`,
        `Maak onder Firewall > Rules op dat netwerk een regel die poort 53 naar ${dns} toelaat.`,
        'Zet daaronder een regel die poort 53 en 853 naar alles weigert.',
      ],
      en: [
        `Open Services > DHCP Server, choose the network and enter ${dns} alone as DNS server.`,
        `Under Firewall > Rules of that network, make a rule that allows port 53 to ${dns}.`,
        'Below it, put a rule that rejects ports 53 and 853 to everything.',
      ],
    }),
  },
  {
    id: 'fritzbox',
    name: 'FRITZ!Box',
    steps: (dns) => ({
      nl: [
        'Open Thuisnetwerk > Netwerk > Netwerkinstellingen en kies IPv4-configuratie.',
        `Vul bij Lokale DNS-server ${dns} in en bewaar. Doe hetzelfde bij IPv6, of zet daar het uitdelen van een DNS-server uit.`,
        'Maak onder Internet > Filters een toegangsprofiel dat poort 53 en 853 blokkeert, en geef Rooster een profiel zonder beperking.',
      ],
      en: [
        'Open Home Network > Network > Network Settings and choose IPv4 configuration.',
        `Enter ${dns} as local DNS server and save. Do the same for IPv6, or stop it from giving out a DNS server.`,
        'Under Internet > Filters, make an access profile that blocks ports 53 and 853, and give Rooster one without restrictions.',
      ],
    }),
  },
]
