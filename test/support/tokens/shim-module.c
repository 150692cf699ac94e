/* A PKCS#11 module for tests: hands everything on to the real one (KMES_SHIM_TARGET), and misbehaves as the files in the
 * folder KMES_SHIM_CONTROL say: flags, hangs, losses and refusals that a software token never shows by itself. */
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pkcs11.h"

static CK_FUNCTION_LIST_PTR real;
static CK_FUNCTION_LIST shim;

static void path_of(char *out, size_t size, const char *name) {
  const char *folder = getenv("KMES_SHIM_CONTROL");
  snprintf(out, size, "%s/%s", folder == NULL ? "/nonexistent" : folder, name);
}

static int on(const char *name) {
  char path[4096];
  path_of(path, sizeof path, name);
  return access(path, F_OK) == 0;
}

static void note(const char *name, const char *text) {
  char path[4096];
  path_of(path, sizeof path, name);
  int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0) return;
  if (write(file, text, strlen(text)) < 0) abort();
  close(file);
}

static void hang(void) {
  note("hanging", "hanging\n");
  for (;;) pause();
}

static CK_RV get_token_info(CK_SLOT_ID slot, CK_TOKEN_INFO_PTR info) {
  if (on("removed")) return CKR_TOKEN_NOT_PRESENT;
  CK_RV rv = real->C_GetTokenInfo(slot, info);
  if (on("count-low")) info->flags |= CKF_USER_PIN_COUNT_LOW;
  if (on("final-try")) info->flags |= CKF_USER_PIN_FINAL_TRY;
  if (on("locked")) info->flags |= CKF_USER_PIN_LOCKED;
  if (on("protected-path")) info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
  return rv;
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR_PTR pin, CK_ULONG length) {
  char line[64];
  snprintf(line, sizeof line, "user %lu, PIN of %lu bytes\n", (unsigned long)user, (unsigned long)length);
  note("logins", line);
  if (!on("protected-path")) return real->C_Login(session, user, pin, length);
  /* The PIN typed at the device: the content of the file. */
  char path[4096], typed[256];
  path_of(path, sizeof path, "protected-path");
  int file = open(path, O_RDONLY);
  ssize_t got = read(file, typed, sizeof typed);
  close(file);
  return real->C_Login(session, user, (CK_UTF8CHAR_PTR)typed, (CK_ULONG)got);
}

static CK_RV generate_key(CK_SESSION_HANDLE s, CK_MECHANISM_PTR m, CK_ATTRIBUTE_PTR t, CK_ULONG n, CK_OBJECT_HANDLE_PTR k) {
  if (on("hang-before-generate")) hang();
  if (on("no-space")) return CKR_DEVICE_MEMORY;
  CK_RV rv = real->C_GenerateKey(s, m, t, n, k);
  if (on("hang-after-generate")) hang();
  return rv;
}

static CK_RV find_objects_init(CK_SESSION_HANDLE s, CK_ATTRIBUTE_PTR t, CK_ULONG n) {
  if (on("hang-in-find")) hang();
  if (on("logged-out")) return CKR_USER_NOT_LOGGED_IN;
  return real->C_FindObjectsInit(s, t, n);
}

static CK_RV get_session_info(CK_SESSION_HANDLE s, CK_SESSION_INFO_PTR info) {
  if (on("removed")) return CKR_DEVICE_REMOVED;
  CK_RV rv = real->C_GetSessionInfo(s, info);
  if (on("logged-out")) info->state = CKS_RW_PUBLIC_SESSION;
  return rv;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST_PTR_PTR list) {
  if (on("crash-on-load")) abort();
  if (on("hang-on-load")) hang();
  void *library = dlopen(getenv("KMES_SHIM_TARGET"), RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return CKR_GENERAL_ERROR;
  CK_C_GetFunctionList get = (CK_C_GetFunctionList)dlsym(library, "C_GetFunctionList");
  CK_RV rv = get(&real);
  if (rv != CKR_OK) return rv;
  shim = *real;
  shim.C_GetFunctionList = C_GetFunctionList;
  shim.C_GetTokenInfo = get_token_info;
  shim.C_Login = login;
  shim.C_GenerateKey = generate_key;
  shim.C_FindObjectsInit = find_objects_init;
  shim.C_GetSessionInfo = get_session_info;
  *list = &shim;
  return CKR_OK;
}
