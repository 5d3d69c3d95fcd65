// Prints a new key and a certificate for localhost that signs itself, as JSON.
import { randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import selfsigned from 'selfsigned';

const NAMES = [
  { type: 2, value: 'localhost' },
  { type: 2, value: 'receiver.example' },
  { type: 7, ip: '127.0.0.1' },
];

export function makeCertificate() {
  // Of two trusted certificates with one name, TLS looks at one only.
  const commonName = `field push receiver ${randomBytes(8).toString('hex')}`;
  const made = selfsigned.generate([{ name: 'commonName', value: commonName }], {
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
