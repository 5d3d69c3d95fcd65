// Prints a new key and a certificate for localhost that signs itself, as JSON.
import { pathToFileURL } from 'node:url';
import selfsigned from 'selfsigned';

const NAMES = [
  { type: 2, value: 'localhost' },
  { type: 2, value: 'receiver.example' },
  { type: 7, ip: '127.0.0.1' },
];

export function makeCertificate() {
  const made = selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: NAMES },
    ],
  });
  return { privateKey: made.private, certificate: made.cert };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(JSON.stringify(makeCertificate()));
