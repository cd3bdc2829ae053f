package devserver

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/subtle"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"time"

	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
)

// tokenMapper gives those who send the token all rights, and nobody else any. Loopback belongs to every user of a machine.
type tokenMapper struct{ token string }

var _ authorization.ClaimMapper = tokenMapper{}

// GetClaims compares the header "authorization: Bearer TOKEN" in constant time.
func (m tokenMapper) GetClaims(info *authorization.AuthInfo) (*authorization.Claims, error) {
	if info == nil || subtle.ConstantTimeCompare([]byte(info.AuthToken), []byte("Bearer "+m.token)) != 1 {
		return nil, errors.New("this server wants its token: set TEMPORAL_API_KEY, or use the data folder of its dragoman")
	}
	return &authorization.Claims{Subject: "dragoman", System: authorization.RoleAdmin}, nil
}

// internodeTLS has the parts of the server speak to each other by certificates that are made anew at each start and never
// leave the process. So nobody else on loopback can speak to the parts behind the frontend, which ask for no token.
func internodeTLS() (config.GroupTLS, error) {
	cert, key, err := selfSigned()
	if err != nil {
		return config.GroupTLS{}, err
	}
	return config.GroupTLS{
		Server: config.ServerTLS{CertData: cert, KeyData: key, ClientCAData: []string{cert}, RequireClientAuth: true},
		Client: config.ClientTLS{ServerName: certificateName, RootCAData: []string{cert}},
	}, nil
}

const certificateName = "dragoman-embedded"

// selfSigned makes a certificate that is its own authority, and its key, as base64 of PEM.
func selfSigned() (cert, key string, err error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", "", err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return "", "", err
	}
	about := &x509.Certificate{
		SerialNumber: serial, DNSNames: []string{certificateName}, IPAddresses: []net.IP{net.ParseIP(loopback)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().AddDate(10, 0, 0),
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		IsCA:        true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &private.PublicKey, private)
	if err != nil {
		return "", "", err
	}
	keyDER, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		return "", "", err
	}
	encode := func(kind string, der []byte) string {
		return base64.StdEncoding.EncodeToString(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
	}
	return encode("CERTIFICATE", der), encode("EC PRIVATE KEY", keyDER), nil
}
