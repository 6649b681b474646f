/** The libraries of Windows 10 and 11 that programs import, without `.dll`; `api-ms-win-...` are names for parts of them. */
const WINDOWS = new Set(
  `aclui activeds actxprxy advapi32 advpack amsi apphelp atl authz avicap32 avifil32 avrt bcrypt bcryptprimitives bluetoothapis
  bthprops.cpl cabinet cfgmgr32 cldapi clusapi combase comctl32 comdlg32 comsvcs coremessaging credui crypt32 cryptbase cryptnet
  cryptsp cryptui cryptxml cscapi d2d1 d3d8 d3d9 d3d10 d3d10_1 d3d10core d3d11 d3d12 d3dcompiler_47 davclnt dbgeng dbghelp dciman32
  dcomp ddraw devmgr devobj dhcpcsvc dhcpcsvc6 dinput dinput8 dismapi dmusic dnsapi dplayx dpnet drvstore dsetup dsound dssec dsuiext
  dwmapi dwrite dxcore dxgi dxva2 eappcfg ehstorapi esent evr faultrep fltlib fontsub framedynos fwpuclnt fxsutility gdi32 gdi32full
  gdiplus glu32 gpedit hal hid hlink httpapi icm32 icmui icu icuin icuuc imagehlp imm32 inetcomm iphlpapi iprop iscsidsc kernel32
  kernelbase ksuser ktmw32 loadperf lz32 magnification mapi32 mf mfcore mfplat mfplay mfreadwrite mfsensorgroup mgmtapi mlang mmdevapi
  mpr mprapi mqrt msacm32 msajapi mscms mscoree msctf msdelta msdmo msdrm msftedit mshtml msi msimg32 msoert2 mspatcha msrating mssign32
  mstask msvcp_win msvcp60 msvcrt msvcrt40 msvfw32 mswsock mtxdm mtxoci ncrypt ndfapi netapi32 netsh netutils newdev ninput normaliz
  npmproxy ntdll ntdsapi ntlanman odbc32 odbccp32 ole32 oleacc oleaut32 olecli32 oledlg olepro32 olesvr32 opengl32 p2p pathcch pdh
  photowiz powrprof prntvpt profapi propsys psapi qosname quartz qutil qwave rasapi32 rasdlg reagent resutils rpcns4 rpcrt4 rstrtmgr
  rtm rtutils samcli sas scarddlg schannel schedcli sechost secur32 security sensapi sensorsapi setupapi sfc sfc_os shcore shdocvw shell32
  shfolder shlwapi slc slcext slwga snmpapi spoolss srvcli srclient sspicli sti structuredquery sxs t2embed tapi32 tbs tdh traffic
  twinapi txfw32 ucrtbase uiautomationcore uianimation urlmon user32 userenv usp10 uxtheme vcruntime140_app version virtdisk vssapi
  wcmapi wdsclient webservices websocket wecapi wer wevtapi wiaservc win32u windowscodecs windowscodecsext winbio wincorlib windows.networking
  windows.storage windows.ui winfax winhttp winhvplatform wininet winmm winmmbase winscard winspool winspool.drv winsta wintrust wintypes
  winusb wkscli wlanapi wlanui wldap32 wldp wmi wmvcore wpcapi ws2_32 wscapi wsdapi wsmsvc wsnmp32 wsock32 wtsapi32 xaudio2_8 xaudio2_9
  xinput1_4 xinput9_1_0 xmllite xolehlp xpsprint xpsservices vulkan-1 opencl nvapi64 atiadlxx nvcuda`.split(/\s+/),
);

/** What X-Plane has loaded already, or keeps where plugins find it. */
const FROM_XPLANE_ON_WINDOWS =
  /^(?:x-plane\.exe|xplm(?:_64)?\.dll|xpwidgets(?:_64)?\.dll|fmod(?:studio)?l?\.dll|openal32\.dll|steam_api64\.dll|libcef\.dll)$/;

/** Packages of Microsoft that games bring along, by the libraries in them. */
const RUNTIMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:vcruntime140(?:_1|_threads)?|msvcp140(?:_\w+)?|concrt140|vccorlib140|vcomp140|mfc140u?)\.dll$/, '2015–2022'],
  [/^(?:msvc[rp]120|vccorlib120|vcomp120|mfc120u?)\.dll$/, '2013'],
  [/^(?:msvc[rp]110|vccorlib110|vcomp110|mfc110u?)\.dll$/, '2012'],
  [/^(?:msvc[rp]100|vcomp100|mfc100u?)\.dll$/, '2010'],
  [/^(?:msvc[rp]90|vcomp90|mfc90u?)\.dll$/, '2008'],
  [/^(?:msvc[rp]80|vcomp|mfc80u?)\.dll$/, '2005'],
];

const DEBUG_RUNTIME =
  /^(?:ucrtbased|vcruntime140(?:_1|_threads)?d|msvc[rp]\d+d|msvcp140d?_\w+d|msvcp140_\w+d|concrt140d|vccorlib1[1-4]0d|mfc\d+u?d)\.dll$/;

export type WindowsLibrary =
  | { readonly from: 'system' | 'x-plane' | 'debug-runtime' | 'elsewhere' }
  | { readonly from: 'runtime'; readonly years: string };

export function windowsLibrary(name: string): WindowsLibrary {
  const lower = name.toLowerCase();
  if (/^(?:api|ext)-ms-/.test(lower) || WINDOWS.has(lower.replace(/\.dll$/, ''))) return { from: 'system' };
  if (FROM_XPLANE_ON_WINDOWS.test(lower)) return { from: 'x-plane' };
  if (DEBUG_RUNTIME.test(lower)) return { from: 'debug-runtime' };
  const years = RUNTIMES.find(([pattern]) => pattern.test(lower))?.[1];
  return years === undefined ? { from: 'elsewhere' } : { from: 'runtime', years };
}

/** What a Linux desktop on which X-Plane runs has; by name without its last numbers where any will do. */
const LINUX = new Set(
  `ld-linux-x86-64.so.2 linux-vdso.so.1 libc.so.6 libm.so.6 libmvec.so.1 libdl.so.2 libpthread.so.0 librt.so.1 libutil.so.1
  libresolv.so.2 libanl.so.1 libnsl.so.1 libcrypt.so.1 libstdc++.so.6 libgcc_s.so.1 libgomp.so.1 libatomic.so.1 libquadmath.so.0
  libGL.so.1 libGLU.so.1 libGLX.so.0 libOpenGL.so.0 libGLdispatch.so.0 libEGL.so.1 libGLESv2.so.2 libvulkan.so.1 libdrm.so.2 libgbm.so.1
  libX11.so.6 libX11-xcb.so.1 libXext.so.6 libXi.so.6 libXrandr.so.2 libXinerama.so.1 libXcursor.so.1 libXfixes.so.3 libXrender.so.1
  libXxf86vm.so.1 libXss.so.1 libXtst.so.6 libXt.so.6 libXmu.so.6 libXcomposite.so.1 libXdamage.so.1 libXft.so.2 libXau.so.6 libXdmcp.so.6
  libXpm.so.4 libXaw.so.7 libSM.so.6 libICE.so.6 libxcb.so.1 libxkbcommon.so.0 libxkbcommon-x11.so.0 libwayland-client.so.0
  libwayland-cursor.so.0 libwayland-egl.so.1 libasound.so.2 libpulse.so.0 libpulse-simple.so.0 libopenal.so.1 libsndfile.so.1
  libz.so.1 libbz2.so.1.0 liblzma.so.5 libzstd.so.1 libudev.so.1 libuuid.so.1 libblkid.so.1 libmount.so.1 libselinux.so.1 libcap.so.2
  libfreetype.so.6 libfontconfig.so.1 libharfbuzz.so.0 libexpat.so.1 libpng16.so.16 libjpeg.so.8 libjpeg.so.62 libxml2.so.2 libsqlite3.so.0
  libglib-2.0.so.0 libgobject-2.0.so.0 libgio-2.0.so.0 libgmodule-2.0.so.0 libgthread-2.0.so.0 libgtk-3.so.0 libgdk-3.so.0
  libgdk_pixbuf-2.0.so.0 libcairo.so.2 libcairo-gobject.so.2 libpango-1.0.so.0 libpangocairo-1.0.so.0 libpangoft2-1.0.so.0 libatk-1.0.so.0
  libatk-bridge-2.0.so.0 libatspi.so.0 libsoup-2.4.so.1 libdbus-1.so.3 libsystemd.so.0 libcurl.so.4 libcurl-gnutls.so.4 libssl.so.3
  libcrypto.so.3 libgnutls.so.30 libgcrypt.so.20 libnss3.so libnssutil3.so libsmime3.so libnspr4.so libcups.so.2 libusb-1.0.so.0
  libspeechd.so.2 libtinfo.so.6 libffi.so.8 libpcre2-8.so.0 libkrb5.so.3 libgssapi_krb5.so.2`.split(/\s+/),
);
const FROM_XPLANE_ON_LINUX =
  /^(?:XPLM|XPWidgets)(?:_64)?\.so$|^libfmod(?:studio)?L?\.so(?:\.\d+)*$|^libsteam_api\.so$|^libcef\.so$/;

export function isCommonOnLinux(name: string): boolean {
  return LINUX.has(name) || /^libxcb-[\w-]+\.so\.\d+$/.test(name) || FROM_XPLANE_ON_LINUX.test(name);
}

/** FMOD is X-Plane's own there too, and loaded before any plugin. */
const FROM_XPLANE_ON_MAC = /^@rpath\/libfmod(?:studio)?L?\.dylib$/;

/** Where macOS keeps its own; the frameworks of the plugin SDK are X-Plane's. */
export function isFromMacSystem(path: string): boolean {
  return (
    /^\/(?:usr\/lib|System\/Library)\//.test(path) ||
    /(?:^|\/)(?:XPLM|XPWidgets)\.framework\//.test(path) ||
    FROM_XPLANE_ON_MAC.test(path)
  );
}
