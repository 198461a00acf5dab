package io.memoryorchestrator.pii.detect;

import java.util.HashMap;
import java.util.Map;

/** The words that say what a number is, in some twenty languages. Lower case, one entry per inflection that is common in chats. */
final class ContextWords {

    private static final String PHONE = """
            phonenumber mobilenumber mobilephone cellphonenumber telephonenumber homephone workphone \
            phone phones telephone telephones tel tele mobile cell cellphone cellular fax landline hotline call calls called calling \
            callback dial dialed dialing text texted texting sms whatsapp viber telegram signal wechat reach reached contact contacts \
            answering answered voicemail ring rang extension ext handphone handy telefon telefonnummer handynummer rufnummer mobil \
            mobilnummer rückruf anrufen ruf téléphone portable appelez appeler numéro teléfono telefono celular móvil movil llamar llame \
            llámame telefone celular ligue ligar telemóvel cellulare chiama chiamami chiamare telefoon bel mobiel nummer ring ringa \
            telefonnummer mobilnr puhelin puhelinnumero soita numer telefonu komórka zadzwoń telefonní telefón zavolej τηλέφωνο κινητό \
            телефон телефону телефона тел моб мобильный звони звоните позвони позвоните номер телефонуйте дзвоніть हाथ फोन फ़ोन मोबाइल \
            电话 電話 手机 手機 号码 號碼 携帯 番号 전화 전화번호 휴대폰 هاتف الهاتف جوال رقم اتصل טלפון נייד โทร โทรศัพท์ मोबाइल điện thoại \
            telefonunuz telefonum ara arayın cep numaram telefonszám hívj\
            """;
    private static final String CARD = """
            card cards visa mastercard amex maestro discover debit credit cvv cvc kreditkarte karte carte tarjeta cartão cartao carta \
            kort kortti karta karty karte карта карты карту картой картка 卡 信用卡 银行卡 カード 카드 बटुआ बطاقة بطاقة כרטיס บัตร thẻ kart\
            """;
    private static final String SSN = "socialsecuritynumber ssnnumber ssn ssns itin social security sozialversicherung";
    private static final String BANK = """
            accountnumber bankaccount bankaccountnumber routingnumber sortcode \
            iban account acct routing aba sort swift bic bank konto kontonummer bankleitzahl blz compte rib cuenta clabe conta conto \
            rekening rekeningnummer konta rachunek rachunku счет счёт счета бик 账号 账户 口座 계좌 حساب\
            """;
    private static final String PASSPORT = """
            passportnumber passportno passportnr \
            passport passports reisepass pass passeport pasaporte passaporte passaporto paspoort pas paszport paszportu паспорт паспорта \
            паспорту 护照 護照 パスポート 여권 جواز पासपोर्ट דרכון\
            """;
    private static final String LICENCE = """
            driverlicense driverlicence driverslicense driverslicence driverlicensenumber licensenumber licencenumber \
            licence license driver drivers driving dl führerschein führerscheinnummer permis permiso carnet patente rijbewijs prawo jazdy \
            körkort ajokortti водительское права 驾照 免許\
            """;
    private static final String BIRTH = """
            dateofbirth \
            born birth birthday birthdate bday dob geboren geburtstag geburtsdatum né née naissance nacido nacida nací nacimiento \
            cumpleaños nascido nascida nasci nascimento nato nata nascita geboortedatum født född urodzony urodzona urodzenia narozen \
            narozena родился родилась рождения народився 出生 生日 誕生日 생일 생년월일 مواليد ميلاد जन्म\
            """;
    private static final String PLATE = """
            licenseplate licenceplate platenumber \
            plate plates registration reg vin numberplate kennzeichen immatriculation plaque matrícula matricula placa targa kenteken \
            rejestracja rejestracyjny госномер номерной 车牌 ナンバー chassis vehicle\
            """;
    private static final String PASSWORD = """
            userpassword newpassword oldpassword currentpassword loginpassword dbpassword \
            password passwords passwd pwd passcode passphrase passwort kennwort motdepasse contraseña contrasena clave senha wachtwoord \
            lösenord salasana hasło haslo hasłem heslo jelszó пароль пароля паролем κωδικός şifre şifrem parola 密码 密碼 パスワード 비밀번호 \
            סיסמה รหัสผ่าน कूटशब्द पासवर्ड\
            """;
    private static final String SECRET =
            "secret secrets token tokens accountkey sharedaccesskey clientsecret secretkey accesskey privatekey authtoken accesstoken apikey apikeys key keys credential credentials bearer auth authorization";
    private static final String PIN = "pin cvv cvc cvc2 cvv2 otp passcode tan";
    private static final String NATIONAL_ID = """
            nif nie dni cif cpf cnpj nino pesel nip inn инн снилс snils aadhaar aadhar pan bsn burgerservicenummer personnummer \
            henkilötunnus hetu fodselsnummer fødselsnummer cpr codice fiscale steuer steuernummer steueridentifikationsnummer idnr \
            insee nir sin tfn medicare nhs curp rfc rut amka tckn kimlik identity national citizen identification taxpayer tax id cnp egn \
            oib emšo jmbg rodné rodného ahv avs isikukood asmens nric fin 身份证 居民 マイナンバー 주민등록번호 הזהות הויה هوية\
            """;
    private static final String HOME = """
            live lives living lived address addresses home house flat apartment reside resides residing residence mailing billing \
            shipping delivery deliver delivered moved moving move ship send mail letter wohne wohnt adresse anschrift habite dirección \
            direccion vivo vive endereço moro mora indirizzo abito abita adres woon woont mieszkam mieszka adresa bydlím адрес живу живет \
            живёт проживаю проживает 地址 住址 住所 주소 عنوان पता\
            """;
    private static final String VERSION =
            "version versions release build ver v upgrade upgraded firmware driver sdk jdk api chapter section";
    private static final String IMPERSONAL = """
            order orders invoice ticket tickets tracking confirmation reference ref booking reservation case isbn issn sku item model \
            serial id product transaction flight bug issue commit bytes euros dollars usd eur price cost amount total population \
            заказ заказа bestellung bestellnummer rechnung commande facture pedido factura ordine ordine fattura\
            """;
    private static final String ORDER =
            "order orders invoice tracking isbn issn ticket flight parcel заказ заказа bestellung bestellnummer "
                    + "rechnung commande facture pedido factura ordine fattura";
    private static final String GEO =
            "latitude longitude lat lon lng coordinates coords gps location position geo koordinaten coordonnées coordenadas координаты";
    private static final String IP = "ip ipv4 ipv6 address host server ping client_ip";
    private static final String AGE = "aged age years year old alt ans años";

    private static final String STREET =
            "street road avenue ave blvd boulevard strasse straße rue calle avenida rua ulica ul utca straat gatan "
                    + "улица ул проспект οδός λεωφόρος cadde sokak apartment apt suite";
    private static final String SPELLED =
            "dot punkt punto ponto точка tečka kropka dash hyphen underscore arroba собака chiocciola kukac zavináč małpa";

    private ContextWords() {}

    static WordTable table() {
        Map<String, Integer> words = new HashMap<>();
        add(words, PHONE, Context.PHONE);
        add(words, CARD, Context.CARD);
        add(words, SSN, Context.SSN);
        add(words, BANK, Context.BANK);
        add(words, PASSPORT, Context.PASSPORT);
        add(words, LICENCE, Context.LICENCE);
        add(words, BIRTH, Context.BIRTH);
        add(words, PLATE, Context.PLATE);
        add(words, PASSWORD, Context.PASSWORD);
        add(words, SECRET, Context.SECRET);
        add(words, PIN, Context.PIN);
        add(words, NATIONAL_ID, Context.NATIONAL_ID);
        add(words, HOME, Context.HOME);
        add(words, VERSION, Context.VERSION);
        add(words, ORDER, Context.ORDER);
        add(words, IMPERSONAL, Context.IMPERSONAL);
        add(words, GEO, Context.GEO);
        add(words, IP, Context.IP);
        add(words, AGE, Context.AGE);
        add(words, SPELLED, Context.SPELLED);
        add(words, Lexicon.STREETS, Context.STREET_IF_CAPITAL);
        add(words, STREET, Context.STREET);
        return new WordTable(words);
    }

    private static void add(Map<String, Integer> words, String list, int flag) {
        for (String word : list.split(" ")) {
            words.merge(word, flag, (a, b) -> a | b);
        }
    }
}
