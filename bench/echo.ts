// A plain UDP echo, a program of its own: what a datagram costs on this machine without any name server in between.
import { createSocket } from 'node:dgram'

const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 })
socket.on('message', (packet, { port, address }) => socket.send(packet, port, address))
socket.bind(Number(process.argv[2]), '127.0.0.1')
