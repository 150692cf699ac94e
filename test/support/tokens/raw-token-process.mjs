// Started by raw-token.ts: does to a token what an outsider with the PIN could do, through bare PKCS#11 in a process of its own.
// @ts-nocheck plain Node, for speed: it runs before every planted object
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import pkcs11js from 'pkcs11js';

const ck = pkcs11js;
const { module, label, pin, actions } = JSON.parse(readFileSync(0, 'utf8'));
const library = new ck.PKCS11();
library.load(module.path);
library.C_Initialize(module.parameters === undefined ? {} : { libraryParameters: `${module.parameters} ` });
const slot = library
  .C_GetSlotList(true)
  .find((each) => library.C_GetTokenInfo(each).label.replace(/[\0 ]+$/, '') === label);
const session = library.C_OpenSession(slot, ck.CKF_SERIAL_SESSION | ck.CKF_RW_SESSION);
library.C_Login(session, ck.CKU_USER, pin);

const flag = (type, value) => ({ type, value });
const aes = ({ id, sensitive, extractable, label: name = 'planted', usages = [] }) => [
  flag(ck.CKA_CLASS, ck.CKO_SECRET_KEY),
  flag(ck.CKA_KEY_TYPE, ck.CKK_AES),
  flag(ck.CKA_TOKEN, true),
  flag(ck.CKA_PRIVATE, true),
  flag(ck.CKA_ID, Buffer.from(id, 'hex')),
  flag(ck.CKA_LABEL, Buffer.from(name)),
  flag(ck.CKA_SENSITIVE, sensitive),
  flag(ck.CKA_EXTRACTABLE, extractable),
  ...['ENCRYPT', 'DECRYPT', 'SIGN', 'VERIFY', 'WRAP', 'UNWRAP', 'DERIVE'].map((usage) =>
    flag(ck[`CKA_${usage}`], usages.includes(usage)),
  ),
];

function find(id) {
  library.C_FindObjectsInit(session, id === undefined ? [] : [flag(ck.CKA_ID, Buffer.from(id, 'hex'))]);
  const found = library.C_FindObjects(session, 100);
  library.C_FindObjectsFinal(session);
  return found;
}

function read(object, type) {
  try {
    return library.C_GetAttributeValue(session, object, [{ type }])[0].value.toString('hex');
  } catch (error) {
    return error.message;
  }
}

const does = {
  'create-aes': (action) =>
    void library.C_CreateObject(session, [...aes(action), flag(ck.CKA_VALUE, Buffer.from(action.value, 'hex'))]),
  'generate-aes': (action) =>
    void library.C_GenerateKey(session, { mechanism: ck.CKM_AES_KEY_GEN }, [
      ...aes(action),
      flag(ck.CKA_VALUE_LEN, action.bytes),
    ]),
  list: ({ id }) =>
    find(id).map((object) =>
      Object.fromEntries(
        [
          'CLASS',
          'TOKEN',
          'LABEL',
          'ID',
          'SENSITIVE',
          'EXTRACTABLE',
          'NEVER_EXTRACTABLE',
          'ENCRYPT',
          'DECRYPT',
          'SIGN',
          'VERIFY',
          'WRAP',
          'UNWRAP',
          'DERIVE',
          'MODIFIABLE',
          'LOCAL',
          'VALUE',
        ].map((name) => [name, read(object, ck[`CKA_${name}`])]),
      ),
    ),
  destroy: ({ id }) => find(id).forEach((object) => library.C_DestroyObject(session, object)),
};

const results = actions.map((action) => does[action.do](action) ?? null);
library.C_Logout(session);
library.C_Finalize();
process.stdout.write(JSON.stringify(results));
