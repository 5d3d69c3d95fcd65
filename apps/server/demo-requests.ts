import type { DemoCredentials } from '#partition/demo-credentials.js';

/** One activity of the demo: who posts it, how that actor gets a token, and the same activity in both formats. */
export interface DemoRequest {
  readonly actor: 'client' | 'user' | 'customer';
  readonly title: string;
  /** Form of the token request (runtime.md §5). */
  readonly tokenForm: Readonly<Record<string, string>>;
  readonly json: string;
  readonly xml: string;
}

function activity(members: {
  readonly department?: string;
  readonly subject: string;
  readonly text: string;
  readonly from?: string;
}) {
  const { department, subject, text, from } = members;
  const json = JSON.stringify({
    ...(department !== undefined && { department: { name: department } }),
    type: { value: 'email', subtype: { value: 'general' } },
    subject,
    payload: {
      email: {
        content: { text },
        emailAddresses: { ...(from !== undefined && { from }), receiver: 'support@example.com' },
      },
    },
  });
  const xml =
    '<activity>' +
    (department === undefined ? '' : `<department><name>${department}</name></department>`) +
    '<type><value>email</value><subtype><value>general</value></subtype></type>' +
    `<subject>${subject}</subject><payload><email><content><text>${text}</text></content><emailAddresses>` +
    (from === undefined ? '' : `<from>${from}</from>`) +
    '<receiver>support@example.com</receiver></emailAddresses></email></payload></activity>';
  return { json, xml };
}

/** What the start output and `npm run demo` post to the demo partition: one activity for each of the three actors. */
export function demoRequests({ crmSecret }: DemoCredentials): readonly DemoRequest[] {
  const credentials = { client_id: 'crm', client_secret: crmSecret };
  const onBehalf = { grant_type: 'password', scope: 'core.casemgr.manage core.casemgr.read' };
  return [
    {
      actor: 'client',
      title: 'Client application: a message from a customer it knows',
      tokenForm: { grant_type: 'client_credentials', scope: '.default', ...credentials },
      ...activity({
        department: 'Service',
        subject: 'Laptop does not start',
        text: 'It beeps twice and stays dark.',
        from: 'ann@example.org',
      }),
    },
    {
      actor: 'user',
      title: 'User pat: a letter, typed in for a customer',
      tokenForm: { ...onBehalf, subject_username: 'pat', ...credentials },
      ...activity({
        department: 'Service',
        subject: 'Letter of 2 November',
        text: 'Please send the manual once more.',
        from: 'bob@example.org',
      }),
    },
    {
      actor: 'customer',
      title: 'Customer Ann: a message from the portal, secure as all of them',
      tokenForm: { ...onBehalf, subject_external_id: 'c-ann', ...credentials },
      ...activity({ subject: 'My last invoice', text: 'It is higher than agreed.' }),
    },
  ];
}
